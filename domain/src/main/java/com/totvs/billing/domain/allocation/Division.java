package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.usage.Meter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// By what a rule divides cost.
public sealed interface Division {

  /// The carriers it names, in order; none means all solutions.
  Set<Carrier> carriers();

  /// By the quantities used of one meter, or of several that count as much as their weights say. A
  /// meter that nobody used gives its weight to the others.
  ///
  /// @param weights above zero, with at most 6 decimals
  record Proportional(SortedSet<Carrier> carriers, SortedMap<Meter, BigDecimal> weights)
      implements Division {
    private static final int MOST_DECIMALS = 6;

    public Proportional {
      carriers = sameKind(carriers, "carriers");
      weights = new TreeMap<>(weights);
      if (weights.isEmpty()) {
        throw BillingException.invalid("weights", "must name at least one meter");
      }
      weights.values().forEach(Proportional::requireWeight);
    }

    /// Makes sure that a number can be a meter's weight.
    public static BigDecimal requireWeight(BigDecimal weight) {
      if (weight.signum() <= 0
          || weight.stripTrailingZeros().scale() > MOST_DECIMALS
          || weight.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
        throw BillingException.invalid(
            "weight", "must be above 0, at most 1000000, with at most 6 decimals");
      }
      return weight;
    }

    /// By one meter among all solutions.
    public static Proportional to(Meter meter) {
      return new Proportional(new TreeSet<>(), new TreeMap<>(Map.of(meter, BigDecimal.ONE)));
    }
  }

  /// Evenly over the named carriers, or over all solutions with usage where none is named; inside
  /// each by calls.
  record Even(SortedSet<Carrier> carriers) implements Division {
    public Even {
      carriers = sameKind(carriers, "carriers");
    }
  }

  /// By percentages that add up to 100; inside each carrier by calls.
  ///
  /// @param percentages above zero, with at most 4 decimals
  record Fixed(SortedMap<Carrier, BigDecimal> percentages) implements Division {
    private static final int MOST_DECIMALS = 4;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    public Fixed {
      sameKind(new TreeSet<>(percentages.keySet()), "parts");
      percentages = new TreeMap<>(percentages);
      percentages.values().forEach(Fixed::requirePercentage);
      BigDecimal sum = percentages.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      if (sum.compareTo(WHOLE) != 0) {
        throw BillingException.invalid(
            "parts", "add up to " + sum.toPlainString() + ", must add up to 100");
      }
    }

    /// Makes sure that a number can be a carrier's percentage.
    public static BigDecimal requirePercentage(BigDecimal percentage) {
      if (percentage.signum() <= 0 || percentage.stripTrailingZeros().scale() > MOST_DECIMALS) {
        throw BillingException.invalid("percentage", "must be above 0, with at most 4 decimals");
      }
      return percentage;
    }

    @Override
    public Set<Carrier> carriers() {
      return percentages.keySet();
    }
  }

  /// Makes sure that all are solutions, or all applications: use of a solution is use of an
  /// application too, and with both it would carry cost twice. `field` is named when they are not.
  static SortedSet<Carrier> sameKind(SortedSet<Carrier> carriers, String field) {
    List<? extends Class<?>> kinds = carriers.stream().map(Carrier::getClass).distinct().toList();
    if (kinds.size() > 1) {
      throw BillingException.invalid(field, "must be solutions or applications, not some of each");
    }
    return new TreeSet<>(carriers);
  }
}
