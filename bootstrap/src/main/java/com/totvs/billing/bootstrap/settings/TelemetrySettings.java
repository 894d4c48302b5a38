package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.bootstrap.telemetry.OtlpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Who may fetch metrics, and who is sent metrics and traces.
public final class TelemetrySettings {
  private TelemetrySettings() {}

  public static final Setting<String> PROMETHEUS_HOST =
      Setting.of(
          "telemetry.prometheus-host",
          "127.0.0.1",
          Kind.text(),
          "Address where Prometheus may fetch metrics: in plain text, without a password.");
  public static final Setting<Optional<Integer>> PROMETHEUS_PORT =
      Setting.of(
          "telemetry.prometheus-port",
          "",
          Kind.whole(0, 65_535).orNothing(),
          "Port for it; 0 takes a free one. Without it: nothing listens.");
  public static final Setting<Optional<URI>> OTLP_ENDPOINT =
      Setting.of(
          "telemetry.otlp-endpoint",
          "",
          Kind.address("http", "https").orNothing(),
          "Base address of an OpenTelemetry collector (OTLP over HTTP) that metrics and traces are"
              + " sent to. Without it: nowhere.");
  public static final Setting<Optional<OtlpHeaders>> OTLP_HEADERS =
      Setting.secret(
          "telemetry.otlp-headers",
          Kind.domain("headers such as api-key=...,tenant=...", OtlpHeaders::parse).orNothing(),
          "Headers that are sent along.");
  public static final Setting<Double> TRACE_RATIO =
      Setting.of(
          "telemetry.trace-ratio",
          "0.01",
          Kind.ratio(),
          "Part of the traces begun here that is sent; where a caller began one, he has decided."
              + " Without `telemetry.otlp-endpoint`: none.");

  /// In the order of the table.
  static final List<Setting<?>> ALL =
      List.of(PROMETHEUS_HOST, PROMETHEUS_PORT, OTLP_ENDPOINT, OTLP_HEADERS, TRACE_RATIO);
}
