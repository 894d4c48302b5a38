package com.totvs.billing.bootstrap.telemetry;

import com.totvs.billing.domain.license.LicenseTotals;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows how the licenses stand. They are counted every 15 seconds on a thread of its own, so who
/// reads the metrics, however often, never waits for the database. While it cannot be counted
/// nothing is shown: old numbers would look like good ones.
final class LicenseWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LicenseWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final double MILLIS = 1_000;
  private static final AttributeKey<String> STATE = AttributeKey.stringKey("billing.license.state");
  private static final Attributes KNOWN = Attributes.of(STATE, "known");
  private static final Attributes WAITING = Attributes.of(STATE, "waiting");
  private static final Attributes SET_ASIDE = Attributes.of(STATE, "set_aside");

  private final Supplier<LicenseTotals> licenses;
  private final Clock clock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("license-watch").factory());
  private volatile Optional<LicenseTotals> latest = Optional.empty();

  LicenseWatch(Supplier<LicenseTotals> licenses, Clock clock, OpenTelemetry telemetry) {
    this.licenses = licenses;
    this.clock = clock;
    Meter meter = telemetry.getMeter("com.totvs.billing.licenses");
    var _ =
        meter
            .gaugeBuilder("billing.licenses")
            .ofLongs()
            .setUnit("{license}")
            .setDescription("Licenses that usage or validation has named, by state.")
            .buildWithCallback(this::showCounts);
    var _ =
        meter
            .gaugeBuilder("billing.licenses.waiting.age")
            .setUnit("s")
            .setDescription("How long the oldest waiting license has waited; 0 when none waits.")
            .buildWithCallback(this::showAge);
  }

  void start() {
    var _ =
        executor.scheduleWithFixedDelay(this::count, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  // Whatever escaped would end the schedule.
  void count() {
    try {
      latest = Optional.of(licenses.get());
    } catch (RuntimeException e) {
      latest = Optional.empty();
      log.debug("licenses could not be counted", e);
    }
  }

  private void showCounts(ObservableLongMeasurement now) {
    latest.ifPresent(
        totals -> {
          now.record(totals.known(), KNOWN);
          now.record(totals.waiting(), WAITING);
          now.record(totals.setAside(), SET_ASIDE);
        });
  }

  private void showAge(ObservableDoubleMeasurement now) {
    latest.ifPresent(
        totals -> now.record(totals.oldestWaiting().map(this::secondsSince).orElse(0.0)));
  }

  private double secondsSince(Instant time) {
    return Math.max(0, Duration.between(time, clock.instant()).toMillis() / MILLIS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
