package com.totvs.billing.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.report.OrderSelfChecks;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.license.LicenseTotals;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TelemetryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final LicenseTotals TOTALS =
      new LicenseTotals(5, 2, 1, Optional.of(NOW.minusSeconds(90)), Optional.empty());

  private static final Span WEEK =
      new Span(Optional.of(NOW.minus(Duration.ofDays(7))), Optional.of(NOW));

  @RegisterExtension
  private final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  @Test
  void runs_and_failures_of_a_job_are_counted_from_zero_on() {
    AtomicBoolean broken = new AtomicBoolean();
    Runnable job =
        new JobMetrics(telemetry.getOpenTelemetry())
            .counted(
                "settling",
                () -> {
                  if (broken.get()) {
                    throw new IllegalStateException("broken");
                  }
                });
    assertThat(sums("billing.job.failures")).containsExactly(Map.entry("settling", 0L));

    job.run();
    broken.set(true);
    assertThatThrownBy(job::run).hasMessage("broken");

    assertThat(sums("billing.job.runs")).containsExactly(Map.entry("settling", 2L));
    assertThat(sums("billing.job.failures")).containsExactly(Map.entry("settling", 1L));
  }

  @Test
  void records_moved_add_up_from_zero_on_by_kind_of_operation() {
    Moves moves = new Moves(new OperationMetrics(telemetry.getOpenTelemetry()));
    assertThat(sums("billing.operation.records"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("PurgeUsage", 0L, "RestoreUsage", 0L));

    moves.record(5);
    moves.carryOut(OperationKind.PURGE_USAGE);
    moves.carryOut(OperationKind.RESTORE_USAGE);
    moves.carryOut(OperationKind.PURGE_USAGE);

    assertThat(sums("billing.operation.records"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("PurgeUsage", 10L, "RestoreUsage", 5L));
  }

  @Test
  void operations_that_have_ended_are_counted_from_zero_on_by_kind_and_by_how() {
    Moves moves = new Moves(new OperationMetrics(telemetry.getOpenTelemetry()));
    assertThat(ended()).hasSize(OperationKind.values().length * 3).containsValue(0L);

    moves.carryOut(OperationKind.PURGE_USAGE);
    moves.cancel(OperationKind.PURGE_USAGE);
    moves.fail(OperationKind.RESTORE_USAGE);

    assertThat(ended())
        .containsEntry("PurgeUsage succeeded", 1L)
        .containsEntry("PurgeUsage cancelled", 1L)
        .containsEntry("PurgeUsage failed", 0L)
        .containsEntry("RestoreUsage failed", 1L)
        .containsEntry("CloseMonth failed", 0L);
  }

  @Test
  void how_far_open_moves_are_is_shown_until_they_are_over() {
    Moves moves = new Moves(new OperationMetrics(telemetry.getOpenTelemetry()));
    moves.record(5);
    try (MoveWatch watch = new MoveWatch(moves.operations(), telemetry.getOpenTelemetry())) {
      moves.begin(OperationKind.PURGE_USAGE);
      watch.poll();
      assertThat(longs("billing.move.moved"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("PurgeUsage", 2L, "RestoreUsage", 0L));
      assertThat(longs("billing.move.planned"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("PurgeUsage", 5L, "RestoreUsage", 0L));

      moves.goOn();
      watch.poll();
      assertThat(longs("billing.move.planned"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("PurgeUsage", 0L, "RestoreUsage", 0L));
    }
  }

  @Test
  void licenses_are_shown_as_they_were_last_counted_and_not_at_all_while_that_fails() {
    AtomicBoolean away = new AtomicBoolean();
    try (LicenseWatch watch =
        new LicenseWatch(
            () -> {
              if (away.get()) {
                throw new IllegalStateException("the database is away");
              }
              return TOTALS;
            },
            Clock.fixed(NOW, ZoneOffset.UTC),
            telemetry.getOpenTelemetry())) {
      watch.count();
      assertThat(licenses())
          .containsExactlyInAnyOrderEntriesOf(Map.of("known", 5L, "waiting", 2L, "set_aside", 1L));
      assertThat(
              metric("billing.licenses.waiting.age").orElseThrow().getDoubleGaugeData().getPoints())
          .singleElement()
          .satisfies(point -> assertThat(point.getValue()).isEqualTo(90));

      away.set(true);
      watch.count();
      assertThat(metric("billing.licenses")).isEmpty();
    }
  }

  @Test
  void how_old_the_cost_of_a_resource_group_is_is_shown_once_it_was_read_and_what_fails_at_once() {
    ResourceGroup dta = ResourceGroup.parse("11111111-2222-3333-4444-555555555555/rg-dta");
    ResourceGroup never = ResourceGroup.parse("11111111-2222-3333-4444-555555555555/rg-never");
    List<CostSource> sources =
        List.of(
            new CostSource(dta, Optional.of(NOW.minusSeconds(3_600)), Optional.empty(), ""),
            new CostSource(never, Optional.empty(), Optional.of(NOW), "403"));
    try (CostWatch watch =
        new CostWatch(
            () -> sources, Clock.fixed(NOW, ZoneOffset.UTC), telemetry.getOpenTelemetry())) {
      watch.poll();

      assertThat(metric("billing.cost.age").orElseThrow().getDoubleGaugeData().getPoints())
          .singleElement()
          .satisfies(
              point -> {
                assertThat(point.getValue()).isEqualTo(3_600);
                assertThat(point.getAttributes().asMap().values()).containsExactly(dta.toString());
              });
      assertThat(longs("billing.cost.failing"))
          .containsExactlyInAnyOrderEntriesOf(Map.of(dta.toString(), 0L, never.toString(), 1L));
    }
  }

  @Test
  void what_self_checks_found_is_shown_until_the_same_days_are_checked_again() {
    List<Operation> checks =
        new ArrayList<>(
            List.of(
                check(OrderSelfChecks.OLDER, WEEK, NOW.minusSeconds(30), 0),
                check(OrderSelfChecks.NEWEST, Span.ALWAYS, NOW.minusSeconds(60), 2),
                check(OrderSelfChecks.NEWEST, Span.ALWAYS, NOW.minusSeconds(90), 0)));
    try (SelfCheckWatch watch =
        new SelfCheckWatch(
            () -> checks, Clock.fixed(NOW, ZoneOffset.UTC), telemetry.getOpenTelemetry())) {
      watch.poll();
      assertThat(gauges("billing.self_check.findings"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("newest", 2.0, "older", 0.0));
      assertThat(gauges("billing.self_check.age"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("newest", 60.0, "older", 30.0));

      checks.addFirst(check("ana", WEEK, NOW.minusSeconds(20), 1));
      watch.poll();
      assertThat(gauges("billing.self_check.findings"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("newest", 2.0, "older", 1.0));

      checks.addFirst(check("ana", Span.ALWAYS, NOW.minusSeconds(10), 0));
      watch.poll();
      assertThat(gauges("billing.self_check.findings"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("newest", 0.0, "older", 0.0));
    }
  }

  private static Operation check(String subject, Span span, Instant time, int wrong) {
    List<Finding> findings = new ArrayList<>(List.of(new Finding("all is known", true, "")));
    findings.addAll(Collections.nCopies(wrong, new Finding("sums are right", false, "2 differ")));
    return new Operation(
        new OperationId(UUID.randomUUID()),
        new Order(OperationKind.RUN_SELF_CHECK, span, false, subject, Optional.empty()),
        time,
        Optional.of(time),
        time,
        false,
        Progress.NONE,
        Optional.of(new Ending.Succeeded(time, new Result.Checked(findings))));
  }

  private Map<String, Double> gauges(String name) {
    MetricData data = metric(name).orElseThrow();
    return Stream.<PointData>concat(
            data.getLongGaugeData().getPoints().stream(),
            data.getDoubleGaugeData().getPoints().stream())
        .collect(
            Collectors.toMap(
                point -> point.getAttributes().asMap().values().iterator().next().toString(),
                TelemetryTest::value));
  }

  private static double value(PointData point) {
    return switch (point) {
      case LongPointData whole -> whole.getValue();
      case DoublePointData part -> part.getValue();
      default -> throw new AssertionError(point);
    };
  }

  @Test
  void headers_are_read_and_never_shown() {
    OtlpHeaders headers = OtlpHeaders.parse("api-key=hunter2==, tenant = a b");

    assertThat(headers.values())
        .containsExactlyInAnyOrderEntriesOf(Map.of("api-key", "hunter2==", "tenant", "a b"));
    assertThat(headers.toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> OtlpHeaders.parse("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is no list of headers");
  }

  private Optional<MetricData> metric(String name) {
    return telemetry.getMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst();
  }

  private Map<String, Long> sums(String name) {
    return metric(name).orElseThrow().getLongSumData().getPoints().stream()
        .collect(
            Collectors.toMap(
                point -> point.getAttributes().asMap().values().iterator().next().toString(),
                point -> point.getValue()));
  }

  private Map<String, Long> ended() {
    return metric("billing.operation.ended").orElseThrow().getLongSumData().getPoints().stream()
        .collect(
            Collectors.toMap(
                point ->
                    "%s %s"
                        .formatted(
                            point
                                .getAttributes()
                                .get(AttributeKey.stringKey("billing.operation.kind")),
                            point.getAttributes().get(AttributeKey.stringKey("billing.outcome"))),
                LongPointData::getValue));
  }

  private Map<String, Long> licenses() {
    return longs("billing.licenses");
  }

  private Map<String, Long> longs(String name) {
    return metric(name).orElseThrow().getLongGaugeData().getPoints().stream()
        .collect(
            Collectors.toMap(
                point -> point.getAttributes().asMap().values().iterator().next().toString(),
                point -> point.getValue()));
  }
}
