package com.totvs.billing.domain.report;

import java.time.YearMonth;
import java.util.List;

/// What a report on cost lacks. Nobody limited to some solutions is told.
///
/// @param notAllocated open months that cost something and have no allocation to report: they are
///   in no group
/// @param outdated open months whose reported allocation is older than cost it would charge now, or
///   than the closing of the month before
public record CostGaps(List<YearMonth> notAllocated, List<YearMonth> outdated) {

  /// Nothing that anybody is told of.
  public static final CostGaps NONE = new CostGaps(List.of(), List.of());

  public CostGaps {
    notAllocated = List.copyOf(notAllocated);
    outdated = List.copyOf(outdated);
  }
}
