package com.totvs.billing.domain.usage;

import com.totvs.billing.domain.BillingException;
import java.time.Duration;
import java.time.Instant;

/// How far from now the time of a new record may lie.
///
/// @param past how long ago at most
/// @param ahead how far in the future at most, for callers whose clocks run fast
public record AcceptedWindow(Duration past, Duration ahead) {

  /// 400 days back, 15 minutes ahead.
  public static final AcceptedWindow DEFAULT =
      new AcceptedWindow(Duration.ofDays(400), Duration.ofMinutes(15));

  /// The time, if the window holds it.
  public Instant require(Instant occurredTime, Instant now) {
    if (occurredTime.isBefore(now.minus(past)) || occurredTime.isAfter(now.plus(ahead))) {
      throw BillingException.invalid(
          "occurred_time",
          "is %s, accepted are %s to %s".formatted(occurredTime, now.minus(past), now.plus(ahead)));
    }
    return occurredTime;
  }
}
