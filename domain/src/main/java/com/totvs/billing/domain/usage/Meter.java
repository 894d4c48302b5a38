package com.totvs.billing.domain.usage;

/// The things counted on a usage record, with their units: the one list of them.
public enum Meter {
  CALLS("calls", "call"),
  INPUT_TOKENS("input_tokens", "token"),
  OUTPUT_TOKENS("output_tokens", "token"),
  IMAGE_SIZE_KB("image_size_kb", "KB of 1,024 bytes");

  private final String field;
  private final String unit;

  Meter(String field, String unit) {
    this.field = field;
    this.unit = unit;
  }

  /// The meter's name on the wire and in the tables.
  public String field() {
    return field;
  }

  /// What one of it is.
  public String unit() {
    return unit;
  }
}
