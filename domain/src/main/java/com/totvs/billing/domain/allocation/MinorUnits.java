package com.totvs.billing.domain.allocation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/// Amounts in whole minor units of a currency, such as cents.
public final class MinorUnits {
  private MinorUnits() {}

  /// Minor units as money.
  public static BigDecimal money(BigInteger minorUnits, Currency currency) {
    return new BigDecimal(minorUnits, decimals(currency));
  }

  /// Money in minor units.
  ///
  /// @throws ArithmeticException when it is not a whole number of them
  public static BigInteger of(BigDecimal money, Currency currency) {
    return exact(money, currency).toBigIntegerExact();
  }

  static BigDecimal exact(BigDecimal money, Currency currency) {
    return money.movePointRight(decimals(currency));
  }

  // Currencies without minor unit, such as XAU, tell -1.
  private static int decimals(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }
}
