package com.totvs.billing.domain.usage;

import java.util.Arrays;
import java.util.Optional;

/// Why a call was made. The numbers are those of the wire and of the tables, and never change.
public enum Purpose {
  PRODUCTION(1),
  SUPPORT(2),
  DEVELOPMENT(3);

  private final int number;

  Purpose(int number) {
    this.number = number;
  }

  /// The purpose's number.
  public int number() {
    return number;
  }

  /// Whether the internal client answers for such calls.
  public boolean internal() {
    return this != PRODUCTION;
  }

  /// The purpose of this number, if there is one.
  public static Optional<Purpose> of(int number) {
    return Arrays.stream(values()).filter(purpose -> purpose.number == number).findFirst();
  }
}
