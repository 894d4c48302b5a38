package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.usage.Meter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Several meters that count as much as their weights say: the part of a payer is Σ weight × its
/// share of the meter, over Σ weight. Kept as whole numbers over one total, so that nothing is
/// lost.
///
/// @param factors what one unit of a meter counts
/// @param total what everything together counts
record Mix(SortedMap<Meter, BigInteger> factors, BigInteger total) {
  private static final int DECIMALS = 6;

  /// @param totals above zero; meters that are not there give their weight to the others
  static Mix of(SortedMap<Meter, BigDecimal> weights, SortedMap<Meter, BigInteger> totals) {
    if (totals.size() == 1) {
      Map.Entry<Meter, BigInteger> only = totals.firstEntry();
      return new Mix(new TreeMap<>(Map.of(only.getKey(), BigInteger.ONE)), only.getValue());
    }
    BigInteger product = totals.values().stream().reduce(BigInteger.ONE, BigInteger::multiply);
    SortedMap<Meter, BigInteger> factors = new TreeMap<>();
    BigInteger weight = BigInteger.ZERO;
    for (Map.Entry<Meter, BigInteger> one : totals.entrySet()) {
      BigInteger whole =
          Objects.requireNonNull(weights.get(one.getKey()))
              .movePointRight(DECIMALS)
              .toBigIntegerExact();
      factors.put(one.getKey(), whole.multiply(product.divide(one.getValue())));
      weight = weight.add(whole);
    }
    return new Mix(factors, weight.multiply(product));
  }

  Fraction fraction(UsageShare share) {
    BigInteger counted = BigInteger.ZERO;
    for (Map.Entry<Meter, BigInteger> factor : factors.entrySet()) {
      counted =
          counted.add(
              factor.getValue().multiply(BigInteger.valueOf(share.quantity(factor.getKey()))));
    }
    return new Fraction(counted, total);
  }
}
