package com.totvs.billing.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until a test moves it. Starts at [Examples#NOW].
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now = new AtomicReference<>(Examples.NOW);

  /// Sets the clock.
  public void set(Instant time) {
    now.set(time);
  }

  /// Moves the clock on and returns the new time.
  public Instant advance(Duration by) {
    return now.updateAndGet(time -> time.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the tests' clock knows only UTC");
  }
}
