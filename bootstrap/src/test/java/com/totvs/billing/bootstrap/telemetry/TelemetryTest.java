package com.totvs.billing.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.license.LicenseTotals;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TelemetryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final LicenseTotals TOTALS =
      new LicenseTotals(5, 2, 1, Optional.of(NOW.minusSeconds(90)), Optional.empty());

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
  void records_moved_add_up_by_kind_of_operation() {
    OperationMetrics operations = new OperationMetrics(telemetry.getOpenTelemetry());

    operations.moved("purge", 1_000);
    operations.moved("purge", 500);
    operations.moved("restore", 1);

    assertThat(sums("billing.operation.records"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("purge", 1_500L, "restore", 1L));
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
