package com.totvs.billing.grpc.wire;

import com.google.type.Money;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Violations;
import java.math.BigDecimal;
import java.util.Currency;

/// Amounts of money, between `google.type.Money` and decimals.
public final class MoneyWire {
  private static final int NANO_DECIMALS = 9;
  private static final int MOST_NANOS = 999_999_999;

  private MoneyWire() {}

  /// An amount in a currency.
  public record Amount(Currency currency, BigDecimal value) {}

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

  /// The amount that a caller sent: a currency of ISO 4217, and nanos with the sign of the units.
  ///
  /// @throws BillingException `INVALID_FIELDS` if it is none
  public static Amount amount(Money money) {
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
