package com.totvs.billing.bootstrap.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition, with a limit.
final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 10_000_000;

  /// Something that comes to hold.
  interface Condition {
    boolean holds() throws Exception;
  }

  private Eventually() {}

  static void holds(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LIMIT + ": " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
