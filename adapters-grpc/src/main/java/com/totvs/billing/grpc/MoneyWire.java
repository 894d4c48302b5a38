package com.totvs.billing.grpc;

import com.google.type.Money;
import com.totvs.billing.domain.BillingException;
import java.math.BigDecimal;
import java.util.Currency;

/// Amounts of money, between `google.type.Money` and decimals.
final class MoneyWire {
  private static final int NANO_DECIMALS = 9;
  private static final int MOST_NANOS = 999_999_999;

  private MoneyWire() {}

  static Money money(Currency currency, BigDecimal value) {
    BigDecimal units = new BigDecimal(value.toBigInteger());
    return Money.newBuilder()
        .setCurrencyCode(currency.getCurrencyCode())
        .setUnits(units.longValueExact())
        .setNanos(value.subtract(units).movePointRight(NANO_DECIMALS).intValueExact())
        .build();
  }

  /// The amount, in whatever currency.
  static BigDecimal amount(Money money) {
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

  static Currency currency(Money money) {
    try {
      return Currency.getInstance(money.getCurrencyCode());
    } catch (IllegalArgumentException e) {
      throw BillingException.invalid("currency_code", "is no currency code of ISO 4217");
    }
  }
}
