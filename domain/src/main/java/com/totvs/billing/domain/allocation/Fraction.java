package com.totvs.billing.domain.allocation;

import java.math.BigInteger;

/// An exact part of a whole.
///
/// @param quantity what of it, at least 0
/// @param total of how much, above 0
public record Fraction(BigInteger quantity, BigInteger total) implements Comparable<Fraction> {

  /// All of it.
  public static final Fraction WHOLE = new Fraction(BigInteger.ONE, BigInteger.ONE);

  /// Nothing of it.
  public static final Fraction NOTHING = new Fraction(BigInteger.ZERO, BigInteger.ONE);

  public Fraction {
    if (quantity.signum() < 0 || total.signum() <= 0) {
      throw new IllegalArgumentException("a part of a whole is not negative");
    }
  }

  /// So much of so many.
  public static Fraction of(long quantity, long total) {
    return new Fraction(BigInteger.valueOf(quantity), BigInteger.valueOf(total));
  }

  /// This part of another part.
  public Fraction times(Fraction other) {
    return new Fraction(quantity.multiply(other.quantity), total.multiply(other.total));
  }

  /// Compares the values: a half equals two quarters here, though not for `equals`.
  @Override
  public int compareTo(Fraction other) {
    return total.equals(other.total)
        ? quantity.compareTo(other.quantity)
        : quantity.multiply(other.total).compareTo(other.quantity.multiply(total));
  }
}
