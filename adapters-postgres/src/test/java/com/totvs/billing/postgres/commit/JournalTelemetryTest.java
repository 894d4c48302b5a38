package com.totvs.billing.postgres.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.Samples;
import com.totvs.billing.postgres.database.Database;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JournalTelemetryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @RegisterExtension
  private final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  @Test
  void a_traced_call_waits_then_shares_a_commit_that_is_linked_to_it() {
    Span call = append(JournalTelemetryTest::accepted);

    SpanData commit = span("journal group commit");
    assertThat(commit.getTraceId()).isNotEqualTo(call.getSpanContext().getTraceId());
    assertThat(commit.getLinks())
        .extracting(LinkData::getSpanContext)
        .containsExactly(call.getSpanContext());
    assertThat(span("journal queue").getParentSpanId()).isEqualTo(spanId(call));
    assertThat(span("journal commit").getParentSpanId()).isEqualTo(spanId(call));
    assertThat(span("journal commit").getLinks())
        .extracting(LinkData::getSpanContext)
        .containsExactly(commit.getSpanContext());
  }

  @Test
  void a_commit_that_fails_is_an_error_in_its_spans() {
    assertThatThrownBy(() -> append(JournalTelemetryTest::away))
        .isInstanceOf(BillingException.class);

    assertThat(span("journal group commit").getStatus().getStatusCode())
        .isEqualTo(StatusCode.ERROR);
    assertThat(metric("billing.journal.commit.duration").getHistogramData().getPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getAttributes().toString()).contains("\"failed\""));
  }

  @Test
  void a_call_that_nobody_traces_has_no_spans() {
    try (GroupCommit commit = groupCommit(JournalTelemetryTest::accepted)) {
      assertThat(commit.append(List.of(usage()), PATIENCE)).hasSize(1);
    }

    assertThat(telemetry.getSpans()).isEmpty();
  }

  @Test
  void commits_are_measured_and_the_queue_shows_how_full_it_is() {
    try (GroupCommit commit = groupCommit(JournalTelemetryTest::accepted)) {
      assertThat(commit.append(List.of(usage(), usage(), usage()), PATIENCE)).hasSize(3);

      assertThat(gauge("billing.journal.queue.records")).isZero();
      assertThat(gauge("billing.journal.queue.capacity")).isEqualTo(1_000);
      assertThat(metric("billing.journal.commit.records").getHistogramData().getPoints())
          .singleElement()
          .satisfies(point -> assertThat(point.getSum()).isEqualTo(3));
    }
  }

  private Span append(Function<List<UsageRecord>, List<Receipt>> transaction) {
    Span call = telemetry.getOpenTelemetry().getTracer("test").spanBuilder("call").startSpan();
    try (GroupCommit commit = groupCommit(transaction);
        Scope _ = call.makeCurrent()) {
      assertThat(commit.append(List.of(usage()), PATIENCE)).hasSize(1);
    } finally {
      call.end();
    }
    return call;
  }

  private GroupCommit groupCommit(Function<List<UsageRecord>, List<Receipt>> transaction) {
    return new GroupCommit(
        transaction, 1_000, 1, new JournalTelemetry(telemetry.getOpenTelemetry()));
  }

  private SpanData span(String name) {
    List<SpanData> named =
        telemetry.getSpans().stream().filter(span -> span.getName().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return named.getFirst();
  }

  private MetricData metric(String name) {
    return telemetry.getMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private long gauge(String name) {
    return metric(name).getLongGaugeData().getPoints().iterator().next().getValue();
  }

  private static String spanId(Span span) {
    return span.getSpanContext().getSpanId();
  }

  private static List<Receipt> away(List<UsageRecord> usage) {
    throw Database.unavailable("away with " + usage.size());
  }

  private static List<Receipt> accepted(List<UsageRecord> usage) {
    return usage.stream()
        .<Receipt>map(one -> new Receipt.Accepted(one.id(), Instant.EPOCH))
        .toList();
  }

  private static UsageRecord usage() {
    return Samples.usage("LS-1", Instant.parse("2026-11-20T15:00:00Z"));
  }
}
