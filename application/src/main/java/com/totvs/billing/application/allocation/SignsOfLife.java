package com.totvs.billing.application.allocation;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.allocation.ChargedSum;
import java.time.Duration;
import java.util.Iterator;

/// Sums that tell how far they have come while they are read, so that no other node takes the work
/// over, and that end when somebody cancels it.
final class SignsOfLife implements Iterable<ChargedSum> {
  private static final Duration EVERY = Duration.ofSeconds(3);

  private final Iterable<ChargedSum> sums;
  private final Operations operations;
  private final Claim claim;
  private final long total;

  SignsOfLife(Iterable<ChargedSum> sums, Operations operations, Claim claim, long total) {
    this.sums = sums;
    this.operations = operations;
    this.claim = claim;
    this.total = total;
  }

  @Override
  public Iterator<ChargedSum> iterator() {
    give(0);
    Iterator<ChargedSum> read = sums.iterator();
    return new Iterator<>() {
      private long done;
      private long last = System.nanoTime();

      @Override
      public boolean hasNext() {
        boolean more = read.hasNext();
        if (!more || System.nanoTime() - last >= EVERY.toNanos()) {
          give(done);
          last = System.nanoTime();
        }
        return more;
      }

      @Override
      public ChargedSum next() {
        done++;
        return read.next();
      }
    };
  }

  private void give(long done) {
    if (operations.progress(claim, done, Math.max(done, total)).cancelRequested()) {
      throw new Cancelled();
    }
  }
}
