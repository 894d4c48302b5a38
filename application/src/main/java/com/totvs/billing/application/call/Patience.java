package com.totvs.billing.application.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How long the caller of the work under way still waits. Whatever that work waits for, be it
/// PostgreSQL or License Server, it waits for no longer. Work in the background has no caller, and
/// its own limits.
public final class Patience {
  private static final ScopedValue<Long> END = ScopedValue.newInstance();

  private Patience() {}

  /// Does the work for a caller who waits this long. Threads that the work starts are not bound.
  public static <T> T within(Duration patience, Supplier<T> work) {
    return ScopedValue.where(END, System.nanoTime() + patience.toNanos()).call(work::get);
  }

  /// Does a part of the work that is to wait no longer than this, nor longer than the caller does.
  public static <T> T atMost(Duration longest, Supplier<T> work) {
    return within(left().filter(left -> left.compareTo(longest) < 0).orElse(longest), work);
  }

  /// How long the caller still waits, zero when no longer; empty when there is no caller.
  public static Optional<Duration> left() {
    return END.isBound()
        ? Optional.of(Duration.ofNanos(Math.max(0, END.get() - System.nanoTime())))
        : Optional.empty();
  }
}
