package com.totvs.billing.benchmark;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What the server answered, over the whole benchmark.
final class Tally {
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  void acknowledge(long records) {
    acknowledged.add(records);
  }

  void fail(Throwable why) {
    failed.increment();
    first.compareAndSet(null, why);
  }

  /// Records that the server said are on disk.
  long acknowledged() {
    return acknowledged.sum();
  }

  /// Calls, batches or items that were refused.
  long failed() {
    return failed.sum();
  }

  /// Why the first of them was; empty when none was.
  String firstFailure() {
    Throwable why = first.get();
    return why == null ? "" : why.toString();
  }
}
