package com.totvs.billing.application.allocation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.allocation.Tally;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.operation.Finding;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Proves that the lines of closed months are those they were closed with.
public final class CheckClosings {
  private static final Logger log = LoggerFactory.getLogger(CheckClosings.class);

  private final AllocationBook book;

  public CheckClosings(AllocationBook book) {
    this.book = book;
  }

  /// What there is to check, oldest first.
  public List<Closing> closings() {
    return book.closings();
  }

  /// Reads a closed month's lines and compares them with its digest, and what was used with that of
  /// the run. Rows that cannot even be read are a finding too.
  ///
  /// @throws BillingException `DATABASE_UNAVAILABLE`
  public Finding check(Closing closing) {
    String digest = digest(closing.run());
    boolean right = digest.equals(closing.digest());
    return new Finding(
        "the lines of " + closing.month() + " are those it was closed with",
        right,
        right
            ? "digest " + digest
            : "run %d has the digest %s and was closed with %s: something other than Billing changed it, restore it from a backup"
                .formatted(closing.run(), digest, closing.digest()));
  }

  private String digest(long run) {
    try {
      if (!book.addsUp(run)) {
        return "none, since its totals are not those of its lines";
      }
      if (!book.dividedByTheSameUse(run)) {
        return "none, since what was used is not what it was divided by";
      }
      Tally tally = new Tally();
      book.each(run, tally::add);
      return tally.digest();
    } catch (RuntimeException e) {
      if (e instanceof BillingException known && known.reason().kind() == Reason.Kind.UNAVAILABLE) {
        throw known;
      }
      log.warn("the lines of run {} cannot be read", run, e);
      return "none, since they do not add up";
    }
  }
}
