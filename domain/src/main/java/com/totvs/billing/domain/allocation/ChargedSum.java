package com.totvs.billing.domain.allocation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// A month sum as a run charges it, with its lines, which add up to it.
///
/// @param lines in the order of their payers, what is unallocated last
public record ChargedSum(Heading heading, List<AllocatedLine> lines) {

  public ChargedSum {
    lines = List.copyOf(lines);
    BigInteger total =
        lines.stream().map(AllocatedLine::amount).reduce(BigInteger.ZERO, BigInteger::add);
    if (!total.equals(heading.amount())) {
      throw new IllegalArgumentException("the lines of a sum add up to it");
    }
  }

  /// What is told of a sum besides its lines.
  ///
  /// @param number tells the sums of a run apart, and orders them
  /// @param forMonth the closed month that it corrects; empty in the run of its own month
  /// @param sum what is charged; of a correction, what came late of it: nothing for late usage
  ///   alone
  /// @param amount what is divided of it, in minor units of its currency
  /// @param rule the rule that divided it
  /// @param driver by what
  public record Heading(
      int number,
      Optional<YearMonth> forMonth,
      MonthSum sum,
      BigInteger amount,
      RuleId rule,
      Driver driver) {

    /// Minor units of the sum's currency as money.
    public BigDecimal money(BigInteger minorUnits) {
      return MinorUnits.money(minorUnits, sum.currency());
    }
  }
}
