package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.usage.Meter;

/// By what a month sum was divided. The numbers are those of the wire and of the tables, and never
/// change.
public enum Driver {
  CALLS(1, "calls"),
  INPUT_TOKENS(2, "input tokens"),
  OUTPUT_TOKENS(3, "output tokens"),
  IMAGE_SIZE_KB(4, "image KB"),
  /// Several meters by their weights.
  MIX(5, "weighted mix"),
  /// Evenly over carriers, inside each by calls.
  EVEN(6, "even parts"),
  /// By percentages of carriers, inside each by calls.
  FIXED(7, "fixed parts");

  private final int number;
  private final String unit;

  Driver(int number, String unit) {
    this.number = number;
    this.unit = unit;
  }

  /// The driver's number.
  public int number() {
    return number;
  }

  /// What its quantities count.
  public String unit() {
    return unit;
  }

  /// The driver of this number.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Driver of(int number) {
    if (number < 1 || number > values().length) {
      throw new IllegalArgumentException("there is no driver " + number);
    }
    return values()[number - 1];
  }

  /// What a rule divides by.
  public static Driver of(Division division) {
    return switch (division) {
      case Division.Even _ -> EVEN;
      case Division.Fixed _ -> FIXED;
      case Division.Proportional(var _, var weights) ->
          weights.size() > 1 ? MIX : of(weights.firstKey());
    };
  }

  /// The driver that counts one meter.
  public static Driver of(Meter meter) {
    return switch (meter) {
      case CALLS -> CALLS;
      case INPUT_TOKENS -> INPUT_TOKENS;
      case OUTPUT_TOKENS -> OUTPUT_TOKENS;
      case IMAGE_SIZE_KB -> IMAGE_SIZE_KB;
    };
  }
}
