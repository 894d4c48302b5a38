package com.totvs.billing.domain.report;

import java.time.YearMonth;
import java.util.List;

/// The answer to a question about cost.
///
/// @param summaries the groups of a page, in order
/// @param totals all groups together, by currency code
/// @param notAllocated months that cost something and were never allocated: they are in no group
public record CostSummaries(
    List<CostSummary> summaries, List<CostTotals> totals, List<YearMonth> notAllocated) {
  public CostSummaries {
    summaries = List.copyOf(summaries);
    totals = List.copyOf(totals);
    notAllocated = List.copyOf(notAllocated);
  }
}
