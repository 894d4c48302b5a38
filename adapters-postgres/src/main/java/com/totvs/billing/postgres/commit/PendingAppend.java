package com.totvs.billing.postgres.commit;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/// Records of one caller on their way to disk. Taken by a writer or abandoned by its caller, never
/// both: what a caller gave up in the queue is not written.
final class PendingAppend {
  private enum State {
    WAITING,
    TAKEN,
    ABANDONED
  }

  private final List<UsageRecord> usage;
  private final long end;
  private final AppendSpans spans;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<List<Receipt>> receipts = new CompletableFuture<>();

  /// @param patience how long the caller waits, from now on
  /// @param spans what the caller's trace is told of it
  PendingAppend(List<UsageRecord> usage, Duration patience, AppendSpans spans) {
    this.usage = usage;
    this.spans = spans;
    this.end = System.nanoTime() + patience.toNanos();
  }

  List<UsageRecord> usage() {
    return usage;
  }

  int size() {
    return usage.size();
  }

  /// Whether the writer that asks is to write these records.
  boolean take() {
    boolean taken = state.compareAndSet(State.WAITING, State.TAKEN);
    if (taken) {
      spans.taken();
    }
    return taken;
  }

  AppendSpans spans() {
    return spans;
  }

  private void abandon() {
    if (state.compareAndSet(State.WAITING, State.ABANDONED)) {
      spans.abandoned();
    }
  }

  void answer(List<Receipt> written) {
    receipts.complete(written);
  }

  void fail(BillingException why) {
    receipts.completeExceptionally(why);
  }

  /// Whether the caller need not wait any more: he has his answer, or his time is over, and then he
  /// is told so.
  boolean over(long nanoTime) {
    if (!receipts.isDone() && nanoTime - end >= 0) {
      abandon();
      fail(Database.unavailable("the database did not commit in time"));
    }
    return receipts.isDone();
  }

  /// Waits for the answer. Whoever made this sees to it that [#over(long)] is asked in time: a
  /// limit of its own for each of very many waiting threads takes more than the waiting itself.
  List<Receipt> await() {
    try {
      return receipts.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BillingException why ? why : new IllegalStateException(e);
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
      throw Database.unavailable("the call was cancelled");
    }
  }
}
