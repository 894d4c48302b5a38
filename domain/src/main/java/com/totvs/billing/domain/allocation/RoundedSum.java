package com.totvs.billing.domain.allocation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A month sum, and what of it is divided.
///
/// @param rounded in minor units of the currency, such as cents
public record RoundedSum(MonthSum sum, BigInteger rounded) {

  /// Rounds the sums of a month, those of each currency together: they add up to their exact total,
  /// rounded half to even, and each is off by less than one minor unit. Units left over go to the
  /// sums that lost most by rounding down, ties in the order of their origins.
  ///
  /// @param sums in any order, no two of one origin and currency
  /// @return ordered by currency code, then by origin
  public static List<RoundedSum> of(List<MonthSum> sums) {
    Map<String, List<MonthSum>> byCurrency =
        sums.stream()
            .collect(
                Collectors.groupingBy(
                    sum -> sum.currency().getCurrencyCode(), TreeMap::new, Collectors.toList()));
    List<RoundedSum> rounded = new ArrayList<>(sums.size());
    byCurrency.values().forEach(some -> rounded.addAll(ofOneCurrency(some)));
    return rounded;
  }

  /// What of it is divided, as money.
  public BigDecimal amount() {
    return MinorUnits.money(rounded, sum.currency());
  }

  private static List<RoundedSum> ofOneCurrency(List<MonthSum> sums) {
    List<MonthSum> ordered = sums.stream().sorted(Comparator.comparing(MonthSum::origin)).toList();
    List<BigDecimal> exact = ordered.stream().map(RoundedSum::inMinorUnits).toList();
    List<BigInteger> down =
        exact.stream().map(one -> one.setScale(0, RoundingMode.FLOOR).toBigInteger()).toList();
    BigInteger total =
        exact.stream()
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigInteger();
    int left = total.subtract(down.stream().reduce(BigInteger.ZERO, BigInteger::add)).intValue();
    List<Integer> gaining = mostLost(exact, down).subList(0, left);
    List<RoundedSum> rounded = new ArrayList<>(ordered.size());
    for (int i = 0; i < ordered.size(); i++) {
      rounded.add(
          new RoundedSum(
              ordered.get(i), gaining.contains(i) ? down.get(i).add(BigInteger.ONE) : down.get(i)));
    }
    return rounded;
  }

  private static List<Integer> mostLost(List<BigDecimal> exact, List<BigInteger> down) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < exact.size(); i++) {
      indexes.add(i);
    }
    indexes.sort(
        Comparator.comparing((Integer i) -> exact.get(i).subtract(new BigDecimal(down.get(i))))
            .reversed());
    return indexes;
  }

  private static BigDecimal inMinorUnits(MonthSum sum) {
    return MinorUnits.exact(sum.amount(), sum.currency());
  }
}
