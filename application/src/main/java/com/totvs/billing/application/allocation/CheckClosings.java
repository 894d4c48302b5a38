package com.totvs.billing.application.allocation;

import com.totvs.billing.domain.allocation.Tally;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.operation.Finding;
import java.util.List;

/// Proves that the lines of closed months are those they were closed with.
public final class CheckClosings {
  private final AllocationBook book;

  public CheckClosings(AllocationBook book) {
    this.book = book;
  }

  /// What there is to check, oldest first.
  public List<Closing> closings() {
    return book.closings();
  }

  /// Reads a closed month's lines and compares them with its digest.
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
    if (!book.addsUp(run)) {
      return "none, since its totals are not those of its lines";
    }
    Tally tally = new Tally();
    try {
      book.each(run, tally::add);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return "none, since they do not add up";
    }
    return tally.digest();
  }
}
