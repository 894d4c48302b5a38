package com.totvs.billing.azurecost;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads how long Azure asks to be left alone. Each of its quotas has a header of its own, and any
/// of them may be there: `Retry-After`, `x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after`,
/// `…-entity-retry-after` and so on. What remains of a quota is no delay, and is not read.
final class RetryDelay {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryDelay() {}

  /// The longest of all the delays, since all of the quotas must be free again.
  static Optional<Duration> longest(HttpHeaders headers, Instant now) {
    return headers.map().entrySet().stream()
        .filter(header -> isDelay(header.getKey().toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .flatMap(values -> values.stream().flatMap(value -> read(value.strip(), now).stream()))
        .max(Duration::compareTo);
  }

  private static boolean isDelay(String name) {
    return name.equals("retry-after")
        || (name.startsWith("x-ms-ratelimit-microsoft.") && name.endsWith("-retry-after"));
  }

  /// Seconds, or an HTTP date; empty for anything else.
  private static Optional<Duration> read(String text, Instant now) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(limited(Duration.ofSeconds(Long.parseLong(text))));
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return Optional.of(limited(Duration.between(now, until)));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Duration limited(Duration delay) {
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
