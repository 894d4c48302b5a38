package com.totvs.billing.grpc.wire;

import com.google.type.Money;
import com.totvs.billing.domain.BillingException;
import java.math.BigDecimal;
import java.util.Currency;

/// Amounts of money, between `google.type.Money` and decimals.
public final class MoneyWire {
  private static final int NANO_DECIMALS = 9;
  private static final int MOST_NANOS = 999_999_999;

  private MoneyWire() {}

  /// An amount as units and nanos of its currency.
  ///
  /// @throws ArithmeticException if it has more than 9 decimals, or units beyond a `long`
  public static Money money(Currency currency, BigDecimal value) {
    BigDecimal units = new BigDecimal(value.toBigInteger());
    return Money.newBuilder()
        .setCurrencyCode(currency.getCurrencyCode())
        .setUnits(units.longValueExact())
        .setNanos(value.subtract(units).movePointRight(NANO_DECIMALS).intValueExact())
        .build();
  }

  /// The amount, in whatever currency.
  ///
  /// @throws BillingException `INVALID_FIELDS` if its nanos are none
  public static BigDecimal amount(Money money) {
    int nanos = money.getNanos();
    if (Math.abs((long) nanos) > MOST_NANOS
        || (nanos != 0
            && money.getUnits() != 0
            && Integer.signum(nanos) != Long.signum(money.getUnits()))) {
      throw BillingException.invalid(
          "nanos", "must lie between -999999999 and 999999999, with the sign of units");
    }
    return BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(nanos, NANO_DECIMALS));
  }

  /// The currency of ISO 4217.
  ///
  /// @throws BillingException `INVALID_FIELDS` if it is none
  public static Currency currency(Money money) {
    try {
      return Currency.getInstance(money.getCurrencyCode());
    } catch (IllegalArgumentException e) {
      throw BillingException.invalid("currency_code", "is no currency code of ISO 4217");
    }
  }
}
