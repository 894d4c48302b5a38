package com.totvs.billing.licenseserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.domain.license.LicenseId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuestionTelemetryTest extends LicenseServerTest {
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("billing.outcome");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @RegisterExtension
  private final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  @Test
  void a_question_has_a_span_in_its_callers_trace_and_names_it() {
    server.answers(200, ACME);
    Span call = telemetry.getOpenTelemetry().getTracer("test").spanBuilder("call").startSpan();
    try (Scope _ = call.makeCurrent()) {
      assertThat(licenseServer(config(), telemetry.getOpenTelemetry()).ask(LICENSE))
          .isInstanceOf(Answer.Held.class);
    } finally {
      call.end();
    }

    SpanData question =
        telemetry.getSpans().stream()
            .filter(span -> span.getKind() == SpanKind.CLIENT)
            .findFirst()
            .orElseThrow();
    assertThat(question.getParentSpanId()).isEqualTo(call.getSpanContext().getSpanId());
    assertThat(server.asked.getFirst().header("Traceparent"))
        .hasValueSatisfying(
            named ->
                assertThat(named)
                    .startsWith("00-" + question.getTraceId() + "-" + question.getSpanId()));
  }

  @Test
  void questions_are_counted_by_outcome() {
    var asking =
        licenseServer(
            config(server.address(), PATH, LicenseServerModule.FieldNames.DEFAULT, LIMIT, 1, LIMIT),
            telemetry.getOpenTelemetry());
    server.answers(200, ACME);
    asking.ask(LICENSE);
    server.answers(404, "");
    asking.ask(new LicenseId("LS-2"));
    server.answers(401, "");
    asking.ask(new LicenseId("LS-3"));
    asking.ask(new LicenseId("LS-4"));

    assertThat(counts()).isEqualTo(Map.of("held", 1L, "nobody", 1L, "denied", 1L, "not_asked", 1L));
  }

  private Map<String, Long> counts() {
    return telemetry.getMetrics().stream()
        .filter(metric -> metric.getName().equals("billing.license_server.question.duration"))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .collect(
            Collectors.toMap(
                point -> String.valueOf(point.getAttributes().get(OUTCOME)),
                point -> point.getCount()));
  }
}
