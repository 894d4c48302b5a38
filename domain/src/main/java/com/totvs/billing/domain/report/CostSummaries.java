package com.totvs.billing.domain.report;

import java.util.List;

/// The answer to a question about cost.
///
/// @param summaries the groups of a page, in order
/// @param totals all groups together, by currency code
/// @param gaps what they lack
public record CostSummaries(List<CostSummary> summaries, List<CostTotals> totals, CostGaps gaps) {
  public CostSummaries {
    summaries = List.copyOf(summaries);
    totals = List.copyOf(totals);
  }
}
