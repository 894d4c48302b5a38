package com.totvs.billing.domain.report;

import com.totvs.billing.domain.usage.UsageFilter;
import java.util.List;

/// A question about usage.
///
/// @param groupBy what to group by, each at most once; none means one group of everything, there
///   even where nothing is
/// @param distinctUsers whether to count distinct users too
public record SummaryQuery(
    UsageFilter filter, List<UsageDimension> groupBy, boolean distinctUsers, SummaryOrder order) {

  public SummaryQuery {
    groupBy = List.copyOf(groupBy);
  }
}
