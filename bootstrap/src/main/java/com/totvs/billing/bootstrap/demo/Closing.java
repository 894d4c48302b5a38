package com.totvs.billing.bootstrap.demo;

import com.totvs.billing.v1.CloseMonthResult;
import com.totvs.billing.v1.CostBalance;
import java.time.YearMonth;

/// The month is closed, and the one before it, which nobody used.
final class Closing {
  private final Bookkeeper books;
  private final YearMonth month;
  private final Claims claims;

  Closing(Bookkeeper books, YearMonth month, Claims claims) {
    this.books = books;
    this.month = month;
    this.claims = claims;
  }

  /// Plays it.
  void play() {
    refused();
    unallocated();
    CloseMonthResult closed = books.close(month, false);
    claims.claim(
        "%s is closed, forced and with a reason".formatted(month),
        "run %d".formatted(closed.getOutcome().getRun()),
        closed.getOutcome().getRun() > 0);
  }

  private void refused() {
    CloseMonthResult before = books.close(month.minusMonths(1), true);
    CloseMonthResult refused = books.close(month, true);
    claims.claim(
        "closing %s names everything that is in the way".formatted(month),
        "%d things".formatted(refused.getObstaclesCount()),
        before.getOutcome().getRun() == 0 && refused.getObstaclesCount() > 0);
  }

  private void unallocated() {
    CostBalance unused = books.close(month.minusMonths(1), false).getOutcome().getBalances(0);
    claims.claim(
        "%s, which nobody used, is closed unallocated".formatted(month.minusMonths(1)),
        "%s BRL".formatted(Bookkeeper.amount(unused.getUnallocated())),
        Bookkeeper.amount(unused.getAllocated()).signum() == 0);
  }
}
