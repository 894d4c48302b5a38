package com.totvs.billing.domain.allocation;

import java.util.Optional;

/// A payer's exact part of what is divided.
///
/// @param payer empty for the part that no usage carries
/// @param fraction by what it is divided: driver quantity and driver total
record Part(Optional<Payer> payer, Fraction fraction) {

  static Part of(UsageShare share, Fraction fraction) {
    return new Part(Optional.of(share.payer()), fraction);
  }

  static Part unallocated(Fraction fraction) {
    return new Part(Optional.empty(), fraction);
  }
}
