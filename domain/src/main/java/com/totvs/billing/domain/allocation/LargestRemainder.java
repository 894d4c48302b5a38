package com.totvs.billing.domain.allocation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Divides whole units by the method of largest remainders (Hamilton's): each part gets its exact
/// share rounded down, and the units left over go one by one to the parts that lost most by it. The
/// result is off the exact share by less than one unit, and adds up to the whole.
final class LargestRemainder {
  private LargestRemainder() {}

  // What a part lost by rounding down.
  private record Loss(int index, Fraction fraction) {}

  /// Divides units, 0 or more, in the order of the parts. Parts that lost the same come in that
  /// order too, so the first of them gets the unit.
  ///
  /// @param parts add up to exactly 1
  static List<BigInteger> divide(BigInteger units, List<Fraction> parts) {
    List<BigInteger> divided = new ArrayList<>(parts.size());
    List<Loss> losses = new ArrayList<>();
    BigInteger left = units;
    for (int i = 0; i < parts.size(); i++) {
      Fraction part = parts.get(i);
      BigInteger[] share = units.multiply(part.quantity()).divideAndRemainder(part.total());
      divided.add(share[0]);
      left = left.subtract(share[0]);
      if (share[1].signum() > 0) {
        losses.add(new Loss(i, new Fraction(share[1], part.total())));
      }
    }
    giveOut(left.intValueExact(), losses, divided);
    return divided;
  }

  // Sorting is stable, so equal losses keep the order of the parts.
  private static void giveOut(int units, List<Loss> losses, List<BigInteger> divided) {
    if (units < 0 || units > losses.size()) {
      throw new IllegalArgumentException("the parts do not add up to the whole");
    }
    losses.sort(Comparator.comparing(Loss::fraction).reversed());
    for (Loss loss : losses.subList(0, units)) {
      divided.set(loss.index(), divided.get(loss.index()).add(BigInteger.ONE));
    }
  }
}
