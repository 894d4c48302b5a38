package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.rebuild;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.selfCheck;
import static com.totvs.billing.application.operation.Orders.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How every [DailyTotals] follows the records: a report never shows how far it has come.
public abstract class DailyTotalsContract extends PortsContract {
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final Instant MIDDLE = Instant.parse("2026-10-15T12:00:00Z");

  @Test
  void summing_up_changes_no_report() {
    List<List<UsageSummary>> before = new ArrayList<>();
    everythingHappens(() -> before.add(report()));
    assertThat(before).hasSizeGreaterThan(5);

    List<UsageSummary> last = report();
    boolean more = true;
    while (more) {
      more = ports().dailyTotals().sum(1);
      assertThat(report()).isEqualTo(last);
    }
    assertThat(ports().dailyTotals().sum(1)).isFalse();
  }

  @Test
  void nothing_is_wrong_after_whatever_happens_summed_up_at_once_or_late() {
    everythingHappens(this::nothingIsWrong);
    everythingHappens(this::sumUp);
    everythingHappens(() -> ports().dailyTotals().sum(1));
    nothingIsWrong();
    sumUp();
    nothingIsWrong();
  }

  @Test
  void rebuilding_right_totals_changes_nothing() {
    everythingHappens(() -> ports().dailyTotals().sum(1));
    List<UsageSummary> before = report();
    Claim claim = claimed(rebuild());

    for (LocalDate day : days(Span.ALWAYS)) {
      assertThat(ports().dailyTotals().rebuild(claim, day)).as("changed %s", day).isFalse();
      assertThat(report()).isEqualTo(before);
    }
    sumUp();
    assertThat(report()).isEqualTo(before);
    nothingIsWrong();
  }

  @Test
  void a_day_without_usage_can_be_rebuilt() {
    Claim claim = claimed(rebuild());

    assertThat(ports().dailyTotals().rebuild(claim, LocalDate.of(2026, 10, 1))).isFalse();
  }

  @Test
  void days_are_those_that_have_usage_in_either_place_in_order() {
    recordAt("2026-11-10T12:00:00Z");
    recordAt("2026-11-02T02:59:59.999999Z");
    recordAt("2026-11-01T03:00:00Z");
    recordAt("2026-10-15T12:00:00Z");
    moved(purge(months(OCTOBER)));

    assertThat(days(Span.ALWAYS))
        .containsExactly(
            LocalDate.of(2026, 10, 15), LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 10));
    sumUp();
    assertThat(days(Span.ALWAYS)).hasSize(3);
  }

  @Test
  void a_day_that_the_span_only_touches_counts() {
    recordAt("2026-11-10T12:00:00Z");
    recordAt("2026-11-11T12:00:00Z");
    Instant midnight = Instant.parse("2026-11-11T03:00:00Z");

    assertThat(days(span(midnight.minusSeconds(1), midnight)))
        .containsExactly(LocalDate.of(2026, 11, 10));
    assertThat(days(span(midnight, midnight.plusSeconds(1))))
        .containsExactly(LocalDate.of(2026, 11, 11));
    assertThat(days(span(midnight.minusSeconds(1), midnight.plusSeconds(1)))).hasSize(2);
    assertThat(days(new Span(Optional.empty(), Optional.of(midnight)))).hasSize(1);
    assertThat(days(new Span(Optional.of(midnight), Optional.empty()))).hasSize(1);
  }

  @Test
  void how_far_the_work_has_come_is_kept() {
    Claim claim = claimed(selfCheck());
    Instant began = ports().clock().advance(Duration.ofSeconds(1));
    Operation first = ports().operations().progress(claim, 0, 3);
    Instant later = ports().clock().advance(Duration.ofSeconds(1));
    Operation second = ports().operations().progress(claim, 2, 3);

    assertThat(first.started()).contains(began);
    assertThat(second.started()).contains(began);
    assertThat(second.updated()).isEqualTo(later);
    assertThat(second.progress()).isEqualTo(new Progress(2, 3, List.of()));
    assertThat(operation(claim.operation().id())).isEqualTo(second);
  }

  // What can befall records, one after the other; `between` is done in between.
  private void everythingHappens(Runnable between) {
    UsageRecord wrong = usage().at(MIDDLE).record();
    UsageRecord late = usage().at(MIDDLE.plusSeconds(60)).record();
    List<Runnable> steps =
        List.of(
            () -> appendAll(wrong, late, usage().license(OTHER_LICENSE).record(), usage().record()),
            () -> voidUsage(wrong, "wrong"),
            () -> moved(purge(span(MIDDLE.minusSeconds(1), MIDDLE.plusSeconds(1)))),
            () -> remember(LICENSE, ACME),
            () -> journal().settle(LICENSE, 2),
            () -> moved(purge(months(OCTOBER))),
            () -> voidUsage(late, "wrong too"),
            () -> journal().settle(LICENSE, 100),
            () -> ports().licenses().setAside(OTHER_LICENSE, "nobody", NOW.plusSeconds(60)),
            () -> moved(restore(span(MIDDLE, MIDDLE.plusSeconds(1)))),
            () -> moved(restore(months(OCTOBER))),
            () -> appendAll(usage().at(MIDDLE).purpose(Purpose.SUPPORT).record(), wrong));
    for (Runnable step : steps) {
      step.run();
      between.run();
    }
  }

  private void nothingIsWrong() {
    assertThat(days(Span.ALWAYS))
        .allSatisfy(day -> assertThat(ports().dailyTotals().check(day)).isEmpty());
    assertThat(ports().dailyTotals().check())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.right()).as(finding.subject()).isTrue());
  }

  private void recordAt(String time) {
    append(usage().at(time).record());
  }

  private List<LocalDate> days(Span span) {
    return ports().dailyTotals().days(span);
  }

  private List<UsageSummary> report() {
    SummaryQuery query =
        new SummaryQuery(
            UsageFilter.ALL, List.of(UsageDimension.values()), true, SummaryOrder.BY_KEY);
    return ports().reports().summarize(query, Optional.empty(), 1_000).summaries();
  }
}
