package com.totvs.billing.bootstrap.telemetry;

import com.totvs.billing.domain.cost.CostSource;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Shows how old what is known of each resource group's cost is.
final class CostWatch implements AutoCloseable {
  private static final double MILLIS = 1_000;
  private static final AttributeKey<String> RESOURCE_GROUP =
      AttributeKey.stringKey("billing.cost.resource_group");

  private final Polled<List<CostSource>> sources;
  private final Clock clock;

  CostWatch(Supplier<List<CostSource>> sources, Clock clock, OpenTelemetry telemetry) {
    this.sources = new Polled<>("cost", sources);
    this.clock = clock;
    var _ =
        telemetry
            .getMeter("com.totvs.billing.cost")
            .gaugeBuilder("billing.cost.age")
            .setUnit("s")
            .setDescription("How long ago the cost of a resource group was last read.")
            .buildWithCallback(this::show);
  }

  void start() {
    sources.start();
  }

  void poll() {
    sources.poll();
  }

  private void show(ObservableDoubleMeasurement now) {
    sources.latest().stream().flatMap(List::stream).forEach(source -> show(now, source));
  }

  private void show(ObservableDoubleMeasurement now, CostSource source) {
    source.age(clock.instant()).ifPresent(age -> now.record(seconds(age), of(source)));
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
