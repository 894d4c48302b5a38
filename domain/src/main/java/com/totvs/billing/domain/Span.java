package com.totvs.billing.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

  /// The span of the same microseconds: it holds a time that is exact to the microsecond if and
  /// only if this one does.
  public Span inMicros() {
    return new Span(start.map(Span::nextMicro), end.map(Span::nextMicro));
  }

  private static Instant nextMicro(Instant time) {
    Instant cut = time.truncatedTo(ChronoUnit.MICROS);
    return cut.equals(time) ? cut : cut.plus(1, ChronoUnit.MICROS);
  }

  /// Whether everything of the other span lies in this one.
  public boolean covers(Span other) {
    return start
            .map(from -> other.start.filter(one -> !one.isBefore(from)).isPresent())
            .orElse(true)
        && end.map(to -> other.end.filter(one -> !one.isAfter(to)).isPresent()).orElse(true);
  }

  /// Whether the instant lies in the span.
  public boolean contains(Instant instant) {
    return start.map(from -> !instant.isBefore(from)).orElse(true)
        && end.map(instant::isBefore).orElse(true);
  }
}
