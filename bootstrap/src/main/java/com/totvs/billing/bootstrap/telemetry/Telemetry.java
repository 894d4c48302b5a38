package com.totvs.billing.bootstrap.telemetry;

import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Shows what is gathered, from its start until it is closed.
public final class Telemetry implements AutoCloseable {
  private static final long LAST_EXPORT_SECONDS = 5;

  private final TelemetryModule.Config config;
  private final Sdk sdk;
  private final LicenseWatch licenses;
  private final CostWatch costs;
  private final SelfCheckWatch selfChecks;
  private final MoveWatch moves;
  private Optional<HTTPServer> endpoint = Optional.empty();
  private Optional<RuntimeTelemetry> runtime = Optional.empty();

  Telemetry(
      TelemetryModule.Config config,
      Sdk sdk,
      LicenseWatch licenses,
      CostWatch costs,
      SelfCheckWatch selfChecks,
      MoveWatch moves) {
    this.config = config;
    this.sdk = sdk;
    this.licenses = licenses;
    this.costs = costs;
    this.selfChecks = selfChecks;
    this.moves = moves;
  }

  /// Begins to listen where the settings ask for it, and to look after what must be asked of the
  /// database.
  ///
  /// @throws IllegalStateException when the address cannot be listened on
  public void start() {
    if (!config.metrics()) {
      return;
    }
    endpoint = config.prometheus().map(this::listen);
    runtime = Optional.of(RuntimeTelemetry.create(sdk.openTelemetry()));
    licenses.start();
    costs.start();
    selfChecks.start();
    moves.start();
  }

  /// Where Prometheus may fetch the metrics, once started.
  public Optional<URI> metrics() {
    return endpoint.flatMap(
        server ->
            config
                .prometheus()
                .map(
                    address ->
                        URI.create(
                            "http://" + address.host() + ":" + server.getPort() + "/metrics")));
  }

  private HTTPServer listen(TelemetryModule.Prometheus address) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(sdk.prometheus().orElseThrow());
    try {
      return HTTPServer.builder()
          .hostname(address.host())
          .port(address.port())
          .registry(registry)
          .buildAndStart();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Prometheus cannot be served on %s:%d: %s; mend telemetry.prometheus-host and"
                  .formatted(address.host(), address.port(), e.getMessage())
              + " telemetry.prometheus-port",
          e);
    }
  }

  /// Sends what is left, for at most five seconds, then lets go of everything.
  @Override
  public void close() {
    licenses.close();
    costs.close();
    selfChecks.close();
    moves.close();
    runtime.ifPresent(RuntimeTelemetry::close);
    endpoint.ifPresent(HTTPServer::close);
    var _ = sdk.openTelemetry().shutdown().join(LAST_EXPORT_SECONDS, TimeUnit.SECONDS);
  }
}
