package com.totvs.billing.licenseserver;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Reads the header `Retry-After`: seconds, or an HTTP date.
final class RetryAfter {
  /// More is not believed: a mistake there must not stop settling for days.
  static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /// The wait that is asked for, from 0 to [#LONGEST]; empty when the text cannot be read.
  static Optional<Duration> read(String text, Instant now) {
    String told = text.strip();
    if (told.matches("[0-9]+")) {
      // More digits could overflow, and mean the longest wait anyhow.
      String digits = told.replaceFirst("^0+(?=.)", "");
      return Optional.of(
          digits.length() > 9 ? LONGEST : limited(Duration.ofSeconds(Long.parseLong(digits))));
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(told, Instant::from);
      return Optional.of(limited(Duration.between(now, until)));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Duration limited(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
