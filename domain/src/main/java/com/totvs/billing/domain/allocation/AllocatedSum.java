package com.totvs.billing.domain.allocation;

import java.util.List;

/// A month sum and its parts, which add up to it.
///
/// @param rule the rule that divided it
/// @param lines in the order of their payers, what is unallocated last
public record AllocatedSum(RoundedSum sum, RuleId rule, List<AllocatedLine> lines) {
  public AllocatedSum {
    lines = List.copyOf(lines);
  }
}
