package com.totvs.billing.domain.allocation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// The lines of a month sum as ratios of it, as FOCUS wants them.
public final class Ratios {

  /// Decimals of a ratio.
  public static final int DECIMALS = 12;

  private static final BigInteger WHOLE = BigInteger.TEN.pow(DECIMALS);

  private Ratios() {}

  /// The ratio of each line, in their order: they add up to exactly 1, by largest remainder. Empty
  /// for a correction, whose lines are what changed and no parts of a whole, and for a sum that is
  /// not split, since no usage carries any of it.
  public static Optional<List<BigDecimal>> of(ChargedSum charged) {
    boolean split = charged.lines().stream().anyMatch(line -> line.payer().isPresent());
    return charged.heading().forMonth().isPresent() || !split
        ? Optional.empty()
        : Optional.of(
            LargestRemainder.divide(
                    WHOLE, charged.lines().stream().map(AllocatedLine::driver).toList())
                .stream()
                .map(part -> new BigDecimal(part, DECIMALS))
                .toList());
  }
}
