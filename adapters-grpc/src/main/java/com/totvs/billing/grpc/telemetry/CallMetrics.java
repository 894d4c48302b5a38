package com.totvs.billing.grpc.telemetry;

import io.grpc.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts and times calls by method and code. Attributes are made beforehand, and of methods that
/// are served only: a stranger who calls made-up ones makes no new series.
final class CallMetrics {
  static final String OTHER = "_OTHER";
  static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
  static final AttributeKey<String> CODE = AttributeKey.stringKey("rpc.response.status_code");
  private static final double NANOS = Duration.ofSeconds(1).toNanos();
  private static final List<Double> SECONDS =
      List.of(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10.);

  /// A method, and its attributes by code.
  record Method(String name, List<Attributes> byCode) {}

  private final Map<String, Method> served;
  private final Method other = method(OTHER);
  private final DoubleHistogram duration;

  CallMetrics(Meter meter, Collection<String> served) {
    this.served =
        served.stream().collect(Collectors.toMap(Function.identity(), CallMetrics::method));
    this.duration =
        meter
            .histogramBuilder("rpc.server.call.duration")
            .setUnit("s")
            .setDescription("Calls answered, by method and code, from their headers to their end.")
            .setExplicitBucketBoundariesAdvice(SECONDS)
            .build();
  }

  /// The method of this name; one for all that are not served.
  Method named(String name) {
    return served.getOrDefault(name, other);
  }

  void ended(Method method, Status.Code code, long nanos, Context context) {
    duration.record(nanos / NANOS, method.byCode().get(code.value()), context);
  }

  private static Method method(String name) {
    return new Method(
        name, Arrays.stream(Status.Code.values()).map(code -> attributes(name, code)).toList());
  }

  private static Attributes attributes(String method, Status.Code code) {
    return Attributes.of(SYSTEM, "grpc", METHOD, method, CODE, code.name());
  }
}
