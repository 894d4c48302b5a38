package com.totvs.billing.application.allocation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.month.MonthState;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// Which months are closed. They are closed with the allocation that closes them:
/// [AllocationBook#keep].
public interface Months {

  /// The latest month that is closed.
  Optional<YearMonth> latestClosed();

  /// The months from the first that cost anything until `open`, and those before it that were
  /// closed, newest first: at most `limit` before `before`.
  List<MonthState> list(YearMonth open, Optional<YearMonth> before, int limit);

  /// Takes the closing of the latest closed month back, and writes that into the audit log. The old
  /// closing and its lines stay readable.
  ///
  /// @return the month as it is then
  /// @throws BillingException `MONTH_NOT_CLOSED` for any other month
  MonthState reopen(YearMonth month, String subject, String reason);

  /// The failure of changing what a closed month was closed with.
  static BillingException closed(YearMonth month) {
    return BillingException.of(
        Reason.MONTH_CLOSED,
        month + " is closed, and its cost, rules and allocation do not change any more",
        Map.of("month", month.toString()));
  }

  /// The months that are listed, newest first.
  ///
  /// @param first the first that cost anything
  /// @param closed those that were ever closed
  static List<YearMonth> listed(
      Optional<YearMonth> first, YearMonth open, Collection<YearMonth> closed) {
    NavigableSet<YearMonth> months = new TreeSet<>(closed);
    for (YearMonth month = first.orElse(open.plusMonths(1));
        !month.isAfter(open);
        month = month.plusMonths(1)) {
      months.add(month);
    }
    return List.copyOf(months.headSet(open, true).descendingSet());
  }

  /// Whether a month is closed: it, or a later one, which leaves what it costs from then on to
  /// corrections.
  static boolean isClosed(Optional<YearMonth> latestClosed, YearMonth month) {
    return latestClosed.isPresent() && !month.isAfter(latestClosed.get());
  }

  /// Makes sure that a month is open.
  static void requireOpen(Optional<YearMonth> latestClosed, YearMonth month) {
    if (isClosed(latestClosed, month)) {
      throw closed(month);
    }
  }

  /// The failure of reopening a month that is not the latest closed one.
  static BillingException notClosed(YearMonth month, Optional<YearMonth> latestClosed) {
    return BillingException.of(
        Reason.MONTH_NOT_CLOSED,
        latestClosed
            .map(latest -> "only the latest closed month can be reopened, which is " + latest)
            .orElse("no month is closed"),
        Map.of("month", month.toString()));
  }
}
