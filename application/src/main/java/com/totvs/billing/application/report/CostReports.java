package com.totvs.billing.application.report;

import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummaries;
import com.totvs.billing.domain.report.CostSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the platform costs, as the reported allocation of each month divides it: that of its
/// closing, or the newest that holds.
public interface CostReports {

  /// Sums up: at most `limit` groups behind `after`, with the totals of all, in one snapshot.
  CostSummaries summarize(CostQuery query, Optional<List<String>> after, int limit);

  /// What reports on the months of a query lack now.
  CostGaps gaps(CostQuery query);

  /// The place of a group in an answer: its key, and its currency.
  static List<String> position(CostSummary summary, CostQuery query) {
    List<String> position = new ArrayList<>(summary.group().key(query.groupBy()));
    position.add(summary.totals().currency().getCurrencyCode());
    return position;
  }
}
