package com.totvs.billing.domain;

/// Guards that values use while they are made. Each names the field as the wire does.
public final class Require {
  private Require() {}

  /// A text of `min` to `max` code points, without control characters or unpaired surrogates, which
  /// PostgreSQL, log lines and CSV files could not carry unchanged.
  public static String text(String value, String field, int min, int max) {
    // Code points never outnumber chars, so the usual text is measured without counting.
    int length = value.length() <= max ? value.length() : value.codePointCount(0, value.length());
    if (length > max) {
      throw BillingException.invalid(
          field, "has " + length + " code points, at most " + max + " fit");
    }
    if (length < min || (min > 0 && value.isBlank())) {
      throw BillingException.invalid(field, "must not be empty");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c)) {
        throw BillingException.invalid(
            field, "holds the control character U+%04X".formatted((int) c));
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == value.length()
            || !Character.isLowSurrogate(value.charAt(i + 1))) {
          throw BillingException.invalid(field, "holds half of a surrogate pair");
        }
        i++;
      }
    }
    return value;
  }

  /// A quantity from 0 to 1,000,000,000.
  public static long quantity(long value, String field) {
    if (value < 0 || value > 1_000_000_000L) {
      throw BillingException.invalid(field, "is " + value + ", allowed are 0 to 1000000000");
    }
    return value;
  }
}
