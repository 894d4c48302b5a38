package com.totvs.billing.bootstrap.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// OpenTelemetry, set up in code: neither its own environment variables nor its system properties
/// count.
///
/// @param prometheus what Prometheus would be shown; nothing listens yet
record Sdk(OpenTelemetrySdk openTelemetry, Optional<PrometheusMetricReader> prometheus) {

  static Sdk of(TelemetryModule.Config config) {
    Resource resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "billing",
                        AttributeKey.stringKey("service.instance.id"),
                        UUID.randomUUID().toString())));
    Optional<PrometheusMetricReader> prometheus =
        config
            .prometheus()
            .map(_ -> PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build());
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(meters(config, prometheus, resource))
            .setTracerProvider(tracers(config, resource))
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    return new Sdk(sdk, prometheus);
  }

  private static SdkMeterProvider meters(
      TelemetryModule.Config config,
      Optional<PrometheusMetricReader> prometheus,
      Resource resource) {
    SdkMeterProviderBuilder meters = SdkMeterProvider.builder().setResource(resource);
    prometheus.ifPresent(meters::registerMetricReader);
    config
        .otlp()
        .ifPresent(otlp -> meters.registerMetricReader(PeriodicMetricReader.create(metrics(otlp))));
    return meters.build();
  }

  // Spans that go nowhere are not recorded, but have ids all the same: log lines tell them.
  private static SdkTracerProvider tracers(TelemetryModule.Config config, Resource resource) {
    SdkTracerProviderBuilder tracers = SdkTracerProvider.builder().setResource(resource);
    if (config.otlp().isEmpty()) {
      return tracers.setSampler(Sampler.alwaysOff()).build();
    }
    TelemetryModule.Otlp otlp = config.otlp().get();
    return tracers
        .setSampler(
            Sampler.parentBased(new LinkedSampler(Sampler.traceIdRatioBased(otlp.traceRatio()))))
        .addSpanProcessor(BatchSpanProcessor.builder(spans(otlp)).build())
        .build();
  }

  private static OtlpHttpMetricExporter metrics(TelemetryModule.Otlp otlp) {
    OtlpHttpMetricExporterBuilder exporter =
        OtlpHttpMetricExporter.builder().setEndpoint(address(otlp.endpoint(), "/v1/metrics"));
    otlp.headers().values().forEach(exporter::addHeader);
    return exporter.setCompression("gzip").build();
  }

  private static OtlpHttpSpanExporter spans(TelemetryModule.Otlp otlp) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(address(otlp.endpoint(), "/v1/traces"));
    otlp.headers().values().forEach(exporter::addHeader);
    return exporter.setCompression("gzip").build();
  }

  private static String address(URI base, String path) {
    String text = base.toString();
    return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path;
  }
}
