package com.totvs.billing.grpc;

import com.google.type.Money;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Violations;
import java.math.BigDecimal;
import java.util.Currency;

/// Amounts of money, between `google.type.Money` and decimals.
final class MoneyWire {
  private static final int NANO_DECIMALS = 9;
  private static final int MOST_NANOS = 999_999_999;

  private MoneyWire() {}

  /// An amount in a currency.
  record Amount(Currency currency, BigDecimal value) {}

  static Money money(Currency currency, BigDecimal value) {
    BigDecimal units = new BigDecimal(value.toBigInteger());
    return Money.newBuilder()
        .setCurrencyCode(currency.getCurrencyCode())
        .setUnits(units.longValueExact())
        .setNanos(value.subtract(units).movePointRight(NANO_DECIMALS).intValueExact())
        .build();
  }

  static Amount amount(Money money) {
    Violations found = new Violations("");
    Currency currency = found.check(() -> currency(money.getCurrencyCode(), "currency_code"));
    int nanos = money.getNanos();
    if (Math.abs((long) nanos) > MOST_NANOS
        || (nanos != 0
            && money.getUnits() != 0
            && Integer.signum(nanos) != Long.signum(money.getUnits()))) {
      found.add("nanos", "must lie between -999999999 and 999999999, with the sign of units");
    }
    return new Amount(
        found.valid(currency),
        BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(nanos, NANO_DECIMALS)));
  }

  private static Currency currency(String code, String field) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw BillingException.invalid(field, "is no currency code of ISO 4217");
    }
  }
}
