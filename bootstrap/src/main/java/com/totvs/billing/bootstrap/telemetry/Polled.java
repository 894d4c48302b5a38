package com.totvs.billing.bootstrap.telemetry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that is read every 15 seconds on a thread of its own, so who reads the metrics,
/// however often, never waits for the database. While it cannot be read nothing is shown: old
/// numbers would look like good ones.
final class Polled<T> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Polled.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final String what;
  private final Supplier<T> source;
  private final ScheduledExecutorService executor;
  private volatile Optional<T> latest = Optional.empty();

  /// @param what names the thread, and what could not be read
  Polled(String what, Supplier<T> source) {
    this.what = what;
    this.source = source;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(what + "-watch").factory());
  }

  void start() {
    var _ = executor.scheduleWithFixedDelay(this::poll, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  // Whatever escaped would end the schedule.
  void poll() {
    try {
      latest = Optional.of(source.get());
    } catch (RuntimeException e) {
      latest = Optional.empty();
      log.debug("{} could not be read", what, e);
    }
  }

  /// What was read last, if it could be.
  Optional<T> latest() {
    return latest;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
