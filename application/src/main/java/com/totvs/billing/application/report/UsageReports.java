package com.totvs.billing.application.report;

import com.totvs.billing.domain.report.Summaries;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What usage adds up to, equal to the records at every instant.
public interface UsageReports {

  /// The place of a group in an answer.
  ///
  /// @param measured what it has of the measure that groups are ordered by, if one was named
  /// @param key its [com.totvs.billing.domain.report.UsageGroup#key]
  record Position(OptionalLong measured, List<String> key) {
    public Position {
      key = List.copyOf(key);
    }

    /// The position of a group in the answer to a query.
    public static Position of(UsageSummary summary, SummaryQuery query) {
      return new Position(
          query
              .order()
              .measure()
              .map(measure -> OptionalLong.of(measure.of(summary.totals())))
              .orElseGet(OptionalLong::empty),
          summary.group().key(query.groupBy()));
    }
  }

  /// Sums up: at most `limit` groups behind `after`, with the totals of all, in one snapshot.
  /// Distinct users are counted anew for each page, by reading every record.
  ///
  /// @throws com.totvs.billing.domain.BillingException where distinct users are counted:
  ///   `REPORT_TOO_LARGE` when that takes longer than the caller waits, `EXPORTS_BUSY` when too
  ///   much is counted and exported already
  Summaries summarize(SummaryQuery query, Optional<Position> after, int limit);

  /// Every group, one after the other and in order, in one snapshot and without holding them all in
  /// memory. Takes at most five minutes, however slow the one who reads is.
  ///
  /// @throws com.totvs.billing.domain.BillingException `EXPORT_TOO_SLOW` after these minutes;
  ///   `REPORT_TOO_LARGE` when no group is there after two; `EXPORTS_BUSY` as [#summarize] says
  void each(SummaryQuery query, Consumer<UsageSummary> reader);
}
