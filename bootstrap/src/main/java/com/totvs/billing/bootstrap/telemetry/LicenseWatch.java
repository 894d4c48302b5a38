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
import java.util.function.Supplier;

/// Shows how the licenses stand.
final class LicenseWatch implements AutoCloseable {
  private static final double MILLIS = 1_000;
  private static final AttributeKey<String> STATE = AttributeKey.stringKey("billing.license.state");
  private static final Attributes KNOWN = Attributes.of(STATE, "known");
  private static final Attributes WAITING = Attributes.of(STATE, "waiting");
  private static final Attributes SET_ASIDE = Attributes.of(STATE, "set_aside");

  private final Polled<LicenseTotals> licenses;
  private final Clock clock;

  LicenseWatch(Supplier<LicenseTotals> licenses, Clock clock, OpenTelemetry telemetry) {
    this.licenses = new Polled<>("license", licenses);
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
    licenses.start();
  }

  void count() {
    licenses.poll();
  }

  private void showCounts(ObservableLongMeasurement now) {
    licenses
        .latest()
        .ifPresent(
            totals -> {
              now.record(totals.known(), KNOWN);
              now.record(totals.waiting(), WAITING);
              now.record(totals.setAside(), SET_ASIDE);
            });
  }

  private void showAge(ObservableDoubleMeasurement now) {
    licenses
        .latest()
        .ifPresent(
            totals -> now.record(totals.oldestWaiting().map(this::secondsSince).orElse(0.0)));
  }

  private double secondsSince(Instant time) {
    return Math.max(0, Duration.between(time, clock.instant()).toMillis() / MILLIS);
  }

  @Override
  public void close() {
    licenses.close();
  }
}
