package com.totvs.billing.domain.purge;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Span;
import java.time.Duration;
import java.time.Instant;

/// What may be purged: only what has long been over.
///
/// @param youngest how long ago a period must have ended
public record PurgeRule(Duration youngest) {

  /// 24 hours.
  public static final PurgeRule DEFAULT = new PurgeRule(Duration.ofHours(24));

  /// Whether the span may be purged.
  public boolean allows(Span span, Instant now) {
    return !requireEnd(span).isAfter(now.minus(youngest));
  }

  /// The span, if it may be purged.
  public Span require(Span span, Instant now) {
    if (!allows(span, now)) {
      throw BillingException.invalid(
          "period",
          "ends at %s, only what ended by %s can be purged"
              .formatted(requireEnd(span), now.minus(youngest)));
    }
    return span;
  }

  /// The end of a span, which must have one and hold something.
  public static Instant requireEnd(Span span) {
    Instant end =
        span.end().orElseThrow(() -> BillingException.invalid("period", "must have an end"));
    if (span.start().map(start -> !start.isBefore(end)).orElse(false)) {
      throw BillingException.invalid("period", "holds nothing: it ends where it starts");
    }
    return end;
  }
}
