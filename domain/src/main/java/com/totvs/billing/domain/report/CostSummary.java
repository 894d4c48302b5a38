package com.totvs.billing.domain.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// One group of cost, in one currency.
///
/// @param ofItsMonth what is allocated of it, but for corrections of closed months
/// @param calls of the group's month, solution, application and customer, whatever the resource
/// @param tokens input and output tokens of the same
/// @param previousMonth what was collected for the same group in the month before, when grouped by
///   month; a group that only cost something then is there with nothing collected
public record CostSummary(
    CostGroup group,
    CostTotals totals,
    BigDecimal ofItsMonth,
    long calls,
    long tokens,
    Optional<BigDecimal> previousMonth) {
  private static final int DECIMALS = 6;
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  /// What is allocated for each call, rounded half to even at 6 decimals; empty without calls. What
  /// corrects other months is left out, since it was not used in this one.
  public Optional<BigDecimal> costPerCall() {
    return perUnit(ofItsMonth, calls);
  }

  /// The same for each 1,000 tokens; empty without tokens.
  public Optional<BigDecimal> costPer1000Tokens() {
    return perUnit(ofItsMonth.multiply(THOUSAND), tokens);
  }

  private static Optional<BigDecimal> perUnit(BigDecimal amount, long units) {
    return units <= 0
        ? Optional.empty()
        : Optional.of(amount.divide(BigDecimal.valueOf(units), DECIMALS, RoundingMode.HALF_EVEN));
  }
}
