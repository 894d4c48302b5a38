package com.totvs.billing.application.allocation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.month.MonthState;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which months are closed. They are closed with the allocation that closes them:
/// [AllocationBook#keep].
public interface Months {

  /// The latest month that is closed.
  Optional<YearMonth> latestClosed();

  /// The months from the first that cost anything until `open`, newest first: at most `limit`
  /// before `before`.
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
