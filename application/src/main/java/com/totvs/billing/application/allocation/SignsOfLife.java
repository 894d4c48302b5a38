package com.totvs.billing.application.allocation;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.allocation.ChargedSum;
import java.time.Duration;
import java.util.Iterator;

/// Tells how far work has come, so that no other node takes it over, and ends it when somebody
/// cancels it. Not for several threads.
final class SignsOfLife {
  private static final Duration EVERY = Duration.ofSeconds(3);

  private final Claim claim;
  private final Operations operations;
  private long done;
  private long total;
  private long last;

  private SignsOfLife(Claim claim, Operations operations) {
    this.claim = claim;
    this.operations = operations;
  }

  /// Gives the first one.
  ///
  /// @throws Cancelled as all others do
  static SignsOfLife of(Claim claim, Operations operations) {
    SignsOfLife signs = new SignsOfLife(claim, operations);
    signs.tell();
    return signs;
  }

  /// Gives one, if it is time for it.
  void give() {
    if (System.nanoTime() - last >= EVERY.toNanos()) {
      tell();
    }
  }

  /// The sums, whose reading gives signs of life.
  ///
  /// @param total how many there are, or more
  Iterable<ChargedSum> during(Iterable<ChargedSum> sums, long total) {
    return () -> {
      this.done = 0;
      this.total = total;
      tell();
      return counted(sums.iterator());
    };
  }

  private Iterator<ChargedSum> counted(Iterator<ChargedSum> sums) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        boolean more = sums.hasNext();
        if (more) {
          give();
        } else {
          tell();
        }
        return more;
      }

      @Override
      public ChargedSum next() {
        done++;
        return sums.next();
      }
    };
  }

  private void tell() {
    if (operations.progress(claim, done, Math.max(done, total)).cancelRequested()) {
      throw new Cancelled();
    }
    last = System.nanoTime();
  }
}
