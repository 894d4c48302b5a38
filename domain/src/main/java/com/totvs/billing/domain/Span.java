package com.totvs.billing.domain;

import java.time.Instant;
import java.util.Optional;

/// A span between two instants, its end exclusive; a missing side is open.
public record Span(Optional<Instant> start, Optional<Instant> end) {

  /// All of time.
  public static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());

  /// A span must not end before it starts; `field` is named when it does.
  public static Span of(Optional<Instant> start, Optional<Instant> end, String field) {
    if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
      throw BillingException.invalid(field, "ends before it starts");
    }
    return new Span(start, end);
  }

  /// Whether the instant lies in the span.
  public boolean contains(Instant instant) {
    return start.map(from -> !instant.isBefore(from)).orElse(true)
        && end.map(instant::isBefore).orElse(true);
  }
}
