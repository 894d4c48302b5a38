package com.totvs.billing.bootstrap.telemetry;

import com.totvs.billing.domain.cost.CostSource;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Shows how old what is known of each resource group's cost is, and whether something is missing.
/// Of resource groups that are no longer paid for nothing is shown.
final class CostWatch implements AutoCloseable {
  private static final double MILLIS = 1_000;
  private static final AttributeKey<String> RESOURCE_GROUP =
      AttributeKey.stringKey("billing.cost.resource_group");

  private final Polled<List<CostSource>> sources;
  private final Clock clock;

  CostWatch(Supplier<List<CostSource>> sources, Clock clock, OpenTelemetry telemetry) {
    this.sources = new Polled<>("cost", sources);
    this.clock = clock;
    Meter meter = telemetry.getMeter("com.totvs.billing.cost");
    var _ =
        meter
            .gaugeBuilder("billing.cost.age")
            .setUnit("s")
            .setDescription("How long ago the cost of a resource group was last read.")
            .buildWithCallback(this::showAge);
    var _ =
        meter
            .gaugeBuilder("billing.cost.failing")
            .ofLongs()
            .setDescription("1 if a resource group was never read, or a month of it could not be.")
            .buildWithCallback(this::showFailing);
  }

  void start() {
    sources.start();
  }

  void poll() {
    sources.poll();
  }

  private void showAge(ObservableDoubleMeasurement now) {
    known()
        .forEach(
            source ->
                source.age(clock.instant()).ifPresent(age -> now.record(seconds(age), of(source))));
  }

  private void showFailing(ObservableLongMeasurement now) {
    known().forEach(source -> now.record(source.isFailing() ? 1 : 0, of(source)));
  }

  private Stream<CostSource> known() {
    return sources.latest().stream().flatMap(List::stream);
  }

  private static double seconds(Duration age) {
    return Math.max(0, age.toMillis() / MILLIS);
  }

  private static Attributes of(CostSource source) {
    return Attributes.of(RESOURCE_GROUP, source.resourceGroup().toString());
  }

  @Override
  public void close() {
    sources.close();
  }
}
