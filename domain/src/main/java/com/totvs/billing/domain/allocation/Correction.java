package com.totvs.billing.domain.allocation;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a closed month owes or is owed by what came late, line by line.
public final class Correction {
  private Correction() {}

  /// Whose line of which cost.
  ///
  /// @param payer empty for what no usage carries
  public record Line(Origin origin, Currency currency, Optional<Payer> payer)
      implements Comparable<Line> {
    private static final Comparator<Line> ORDER =
        Comparator.comparing((Line line) -> line.currency().getCurrencyCode())
            .thenComparing(Line::origin)
            .thenComparing(line -> line.payer().isEmpty())
            .thenComparing(
                line -> line.payer().orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }

  /// What is to be charged in the open month for a closed one: its allocation from everything known
  /// now, less what was charged for it, which is its closed lines and the corrections already
  /// posted. Adds up to the late cost: to zero for late usage alone.
  ///
  /// @return in order; lines that did not change are left out
  public static SortedMap<Line, BigInteger> of(
      Map<Line, BigInteger> now, Map<Line, BigInteger> charged) {
    SortedMap<Line, BigInteger> correction = new TreeMap<>(now);
    charged.forEach((line, amount) -> correction.merge(line, amount.negate(), BigInteger::add));
    correction.values().removeIf(amount -> amount.signum() == 0);
    return correction;
  }
}
