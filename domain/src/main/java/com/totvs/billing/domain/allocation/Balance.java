package com.totvs.billing.domain.allocation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/// What a run charges in one currency. What is allocated and what is not add up to what was
/// collected.
///
/// @param exact what was collected, not rounded
/// @param collected what was collected, in minor units
/// @param unallocated the part of it that no usage carries
/// @param corrections the part of it that corrects closed months
public record Balance(
    Currency currency,
    BigDecimal exact,
    BigInteger collected,
    BigInteger unallocated,
    BigInteger corrections) {

  public Balance {
    // Written in one way, so that the same amount is equal.
    exact = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
  }

  /// The part of it that somebody carries.
  public BigInteger allocated() {
    return collected.subtract(unallocated);
  }

  /// Minor units of the currency as money.
  public BigDecimal money(BigInteger minorUnits) {
    return MinorUnits.money(minorUnits, currency);
  }

  static Balance zero(Currency currency) {
    return new Balance(
        currency, BigDecimal.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
  }

  Balance plus(ChargedSum sum) {
    BigInteger uncarried =
        sum.lines().stream()
            .filter(line -> line.payer().isEmpty())
            .map(AllocatedLine::amount)
            .reduce(BigInteger.ZERO, BigInteger::add);
    return new Balance(
        currency,
        exact.add(sum.heading().sum().amount()),
        collected.add(sum.heading().amount()),
        unallocated.add(uncarried),
        sum.heading().forMonth().isPresent()
            ? corrections.add(sum.heading().amount())
            : corrections);
  }
}
