package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.usage.Meter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The exact parts that a division makes of anything, in the order of the payers, the part that no
/// usage carries last. They add up to 1. A payer without a quantity has no part.
final class Parts {
  private Parts() {}

  /// @param usage who may carry the cost at all, in order
  static List<Part> of(Division division, List<UsageShare> usage) {
    return switch (division) {
      case Division.Proportional proportional ->
          proportional(proportional.weights(), among(proportional.carriers(), usage));
      case Division.Even even -> even(even.carriers(), usage);
      case Division.Fixed fixed -> byCarrier(fractions(fixed.percentages()), usage);
    };
  }

  private static List<UsageShare> among(SortedSet<Carrier> carriers, List<UsageShare> usage) {
    return carriers.isEmpty()
        ? usage
        : usage.stream()
            .filter(share -> carriers.stream().anyMatch(one -> one.carries(share.payer())))
            .toList();
  }

  private static List<Part> proportional(
      SortedMap<Meter, BigDecimal> weights, List<UsageShare> usage) {
    SortedMap<Meter, BigInteger> totals = new TreeMap<>();
    weights.keySet().forEach(meter -> totals.put(meter, total(meter, usage)));
    totals.values().removeIf(total -> total.signum() == 0);
    if (totals.isEmpty()) {
      return List.of(Part.unallocated(Fraction.WHOLE));
    }
    Mix mix = Mix.of(weights, totals);
    return usage.stream()
        .map(share -> Part.of(share, mix.fraction(share)))
        .filter(part -> part.fraction().quantity().signum() > 0)
        .toList();
  }

  private static List<Part> even(SortedSet<Carrier> named, List<UsageShare> usage) {
    SortedSet<Carrier> carriers = named.isEmpty() ? solutions(usage) : named;
    return byCarrier(
        carriers.stream()
            .collect(
                Collectors.toMap(
                    one -> one, _ -> Fraction.of(1, carriers.size()), (a, _) -> a, TreeMap::new)),
        usage);
  }

  private static SortedSet<Carrier> solutions(List<UsageShare> usage) {
    return usage.stream()
        .filter(share -> share.calls() > 0)
        .map(share -> new Carrier.OfSolution(share.payer().solution()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedMap<Carrier, Fraction> fractions(
      SortedMap<Carrier, BigDecimal> percentages) {
    SortedMap<Carrier, Fraction> fractions = new TreeMap<>();
    percentages.forEach(
        (carrier, percentage) ->
            fractions.put(
                carrier, Fraction.of(percentage.movePointRight(4).longValueExact(), 1_000_000)));
    return fractions;
  }

  private static List<Part> byCarrier(
      SortedMap<Carrier, Fraction> fractions, List<UsageShare> usage) {
    List<Part> parts = new ArrayList<>();
    List<Fraction> uncarried = new ArrayList<>();
    for (Map.Entry<Carrier, Fraction> one : fractions.entrySet()) {
      List<UsageShare> carrying =
          usage.stream().filter(share -> one.getKey().carries(share.payer())).toList();
      BigInteger calls = total(Meter.CALLS, carrying);
      if (calls.signum() == 0) {
        uncarried.add(one.getValue());
      } else {
        carrying.stream()
            .filter(share -> share.calls() > 0)
            .map(share -> Part.of(share, one.getValue().times(callsOf(share, calls))))
            .forEach(parts::add);
      }
    }
    parts.sort(Comparator.comparing((Part part) -> part.payer().orElseThrow()));
    if (fractions.isEmpty()) {
      parts.add(Part.unallocated(Fraction.WHOLE));
    } else if (!uncarried.isEmpty()) {
      parts.add(Part.unallocated(sum(uncarried)));
    }
    return parts;
  }

  private static Fraction callsOf(UsageShare share, BigInteger calls) {
    return new Fraction(BigInteger.valueOf(share.calls()), calls);
  }

  // All parts of one division are of the same total.
  private static Fraction sum(List<Fraction> fractions) {
    return new Fraction(
        fractions.stream().map(Fraction::quantity).reduce(BigInteger.ZERO, BigInteger::add),
        fractions.getFirst().total());
  }

  private static BigInteger total(Meter meter, List<UsageShare> usage) {
    return usage.stream()
        .map(share -> BigInteger.valueOf(share.quantity(meter)))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
