package com.totvs.billing.grpc.telemetry;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Begins to follow each call when its headers arrive, also those that are turned away before any
/// code of ours runs. The span continues the trace that the caller names in `traceparent`.
public final class Calls extends ServerStreamTracer.Factory {
  /// What metrics and traces of this adapter are named after.
  public static final String SCOPE = "com.totvs.billing.grpc";

  private final CallMetrics metrics;
  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final TextMapGetter<Metadata> getter;

  /// @param served full names of the methods there are
  public Calls(OpenTelemetry telemetry, Collection<String> served) {
    this.metrics = new CallMetrics(telemetry.getMeter(SCOPE), served);
    this.tracer = telemetry.getTracer(SCOPE);
    this.propagator = telemetry.getPropagators().getTextMapPropagator();
    this.getter = new Headers(propagator.fields());
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    CallMetrics.Method method = metrics.named(fullMethodName);
    Context caller = propagator.extract(Context.root(), headers, getter);
    Span span =
        tracer
            .spanBuilder(method.name())
            .setSpanKind(SpanKind.SERVER)
            .setParent(caller)
            .startSpan();
    return new FollowedCall(metrics, method, RequestId.of(headers), span, caller.with(span));
  }

  /// Metadata keys made once: making one checks each of its characters.
  private static final class Headers implements TextMapGetter<Metadata> {
    private final Map<String, Metadata.Key<String>> keys;

    Headers(Collection<String> fields) {
      keys =
          fields.stream()
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      field -> Metadata.Key.of(field, Metadata.ASCII_STRING_MARSHALLER)));
    }

    @Override
    public Iterable<String> keys(Metadata carrier) {
      return carrier.keys();
    }

    @Override
    public @Nullable String get(@Nullable Metadata carrier, String key) {
      Metadata.Key<String> known = keys.get(key);
      return carrier == null || known == null ? null : carrier.get(known);
    }
  }
}
