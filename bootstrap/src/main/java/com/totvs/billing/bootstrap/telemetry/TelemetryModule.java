package com.totvs.billing.bootstrap.telemetry;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.cost.ListCostSources;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gathers metrics and traces: binds `OpenTelemetry`, through which the adapters tell them, and
/// [Telemetry], which shows them. Nothing is gathered that goes nowhere.
public final class TelemetryModule extends AbstractModule {

  private static final int SELF_CHECKS = 20;

  /// Where metrics and traces go.
  ///
  /// @param prometheus where Prometheus may fetch the metrics
  /// @param otlp where both are sent
  public record Config(Optional<Prometheus> prometheus, Optional<Otlp> otlp) {

    boolean metrics() {
      return prometheus.isPresent() || otlp.isPresent();
    }
  }

  /// An address to listen on; port 0 means any free one.
  public record Prometheus(String host, int port) {}

  /// A collector that takes OTLP over HTTP.
  ///
  /// @param endpoint base address; `/v1/metrics` and `/v1/traces` are added to its path
  /// @param traceRatio which part of the traces that begin here is kept, from 0 to 1; of those that
  ///   begin elsewhere the caller has decided
  public record Otlp(URI endpoint, OtlpHeaders headers, double traceRatio) {}

  private final Config config;

  public TelemetryModule(Config config) {
    this.config = config;
  }

  @Provides
  @Singleton
  Sdk sdk() {
    return Sdk.of(config);
  }

  @Provides
  @Singleton
  OpenTelemetry openTelemetry(Sdk sdk) {
    return sdk.openTelemetry();
  }

  @Provides
  @Singleton
  JobMetrics jobMetrics(OpenTelemetry openTelemetry) {
    return new JobMetrics(openTelemetry);
  }

  @Provides
  @Singleton
  OperationMetrics operationMetrics(OpenTelemetry openTelemetry) {
    return new OperationMetrics(openTelemetry);
  }

  @Provides
  @Singleton
  Telemetry telemetry(
      Sdk sdk, Licenses licenses, ListCostSources costs, Operations operations, Clock clock) {
    return new Telemetry(
        config,
        sdk,
        new LicenseWatch(licenses::totals, clock, sdk.openTelemetry()),
        new CostWatch(costs::paid, clock, sdk.openTelemetry()),
        new SelfCheckWatch(() -> selfChecks(operations), clock, sdk.openTelemetry()),
        new MoveWatch(operations, sdk.openTelemetry()));
  }

  private static List<Operation> selfChecks(Operations operations) {
    Operations.Filter over =
        new Operations.Filter(Set.of(OperationKind.RUN_SELF_CHECK), Optional.of(true));
    return operations.list(over, Optional.empty(), SELF_CHECKS);
  }
}
