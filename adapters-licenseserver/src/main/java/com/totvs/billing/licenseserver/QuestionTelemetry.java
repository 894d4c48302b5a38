package com.totvs.billing.licenseserver;

import com.totvs.billing.application.license.Answer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Counts and times questions by outcome, and gives each that is really sent a span, which the
/// request names in `traceparent`.
final class QuestionTelemetry {
  private static final String SCOPE = "com.totvs.billing.licenseserver";
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("billing.outcome");
  private static final double NANOS = Duration.ofSeconds(1).toNanos();
  private static final List<Double> SECONDS =
      List.of(.005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10., 20.);

  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final DoubleHistogram duration;

  QuestionTelemetry(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer(SCOPE);
    propagator = telemetry.getPropagators().getTextMapPropagator();
    duration =
        telemetry
            .getMeter(SCOPE)
            .histogramBuilder("billing.license_server.question.duration")
            .setUnit("s")
            .setDescription(
                "Questions to License Server by outcome, waiting for their turn included.")
            .setExplicitBucketBoundariesAdvice(SECONDS)
            .build();
  }

  Answer timed(Supplier<Answer> asking) {
    long begin = System.nanoTime();
    Answer answer = asking.get();
    duration.record((System.nanoTime() - begin) / NANOS, Attributes.of(OUTCOME, outcome(answer)));
    return answer;
  }

  Reply traced(Supplier<Reply> question) {
    Span span =
        tracer.spanBuilder("License Server question").setSpanKind(SpanKind.CLIENT).startSpan();
    try (Scope _ = span.makeCurrent()) {
      Reply reply = question.get();
      span.setAttribute(OUTCOME, outcome(reply.answer()));
      reply.failure().ifPresent(why -> span.setStatus(StatusCode.ERROR, why));
      return reply;
    } finally {
      span.end();
    }
  }

  /// Names the span that runs on this thread in the request.
  void name(HttpRequest.Builder request) {
    propagator.inject(
        Context.current(),
        request,
        (carrier, key, value) -> {
          if (carrier != null) {
            carrier.setHeader(key, value);
          }
        });
  }

  private static String outcome(Answer answer) {
    return switch (answer) {
      case Answer.Held _ -> "held";
      case Answer.Nobody() -> "nobody";
      case Answer.Silent _ -> "silent";
      case Answer.NotAsked _ -> "not_asked";
      case Answer.Denied _ -> "denied";
    };
  }
}
