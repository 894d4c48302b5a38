package com.totvs.billing.domain.report;

import java.util.List;

/// An answer about usage, all of it true at the same instant.
///
/// @param summaries a page of the groups that have records
/// @param total all groups together
/// @param whole everything in the filter's span that the caller may see, whatever else the filter
///   says: what shares are shares of
public record Summaries(List<UsageSummary> summaries, UsageTotals total, UsageTotals whole) {
  public Summaries {
    summaries = List.copyOf(summaries);
  }
}
