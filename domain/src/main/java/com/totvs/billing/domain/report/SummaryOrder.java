package com.totvs.billing.domain.report;

import java.util.Optional;

/// The order of groups; equals are ordered by their keys, ascending.
///
/// @param measure what they are ordered by; empty means by their keys
/// @param descending whether the largest comes first
public record SummaryOrder(Optional<Measure> measure, boolean descending) {

  /// By the groups' keys.
  public static final SummaryOrder BY_KEY = new SummaryOrder(Optional.empty(), false);

  /// What groups can be ordered by.
  public enum Measure {
    CALLS,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    IMAGE_SIZE_KB,
    EMERGENCY_KEY_CALLS;

    /// What the totals have of it.
    public long of(UsageTotals totals) {
      return switch (this) {
        case CALLS -> totals.calls();
        case INPUT_TOKENS -> totals.inputTokens();
        case OUTPUT_TOKENS -> totals.outputTokens();
        case IMAGE_SIZE_KB -> totals.imageSizeKb();
        case EMERGENCY_KEY_CALLS -> totals.emergencyKeyCalls();
      };
    }
  }
}
