package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.purge.PurgeRule;
import java.time.Duration;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PurgeOldMonthsTest {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final PurgeOldMonths job =
      new PurgeOldMonths(
          billing.operations(), billing.reports(), PurgeRule.DEFAULT, SAO_PAULO, clock, 2);

  @Test
  void each_month_that_is_too_old_is_purged_by_itself() {
    recordAt("2026-08-10T12:00:00Z", "2026-09-10T12:00:00Z", "2026-11-10T12:00:00Z");

    job.run();

    assertThat(orders()).extracting(Order::span).containsExactly(months(AUGUST), months(SEPTEMBER));
    assertThat(orders())
        .allSatisfy(
            order -> {
              assertThat(order.kind()).isEqualTo(OperationKind.PURGE_USAGE);
              assertThat(order.dryRun()).isFalse();
              assertThat(order.requestedBy()).isEqualTo(PurgeOldMonths.SUBJECT);
            });
  }

  @Test
  void the_months_that_stay_begin_at_midnight_in_sao_paulo() {
    recordAt("2026-10-01T02:59:59.999999Z", "2026-10-01T03:00:00Z");

    job.run();

    assertThat(orders()).extracting(Order::span).containsExactly(months(SEPTEMBER));
  }

  @Test
  void a_month_without_usage_online_is_left_alone() {
    recordAt("2026-08-10T12:00:00Z");
    job.run();
    carryOut();
    clock.advance(Duration.ofDays(1));

    job.run();

    assertThat(orders()).hasSize(1);
  }

  @Test
  void a_month_is_ordered_once_a_day_however_often_the_job_runs() {
    recordAt("2026-08-10T12:00:00Z");
    job.run();
    clock.advance(Duration.ofHours(1));
    job.run();
    assertThat(orders()).hasSize(1);

    clock.advance(Duration.ofDays(1));
    job.run();

    assertThat(orders()).hasSize(2);
  }

  @Test
  void one_month_online_is_the_present_one() {
    recordAt("2026-10-10T12:00:00Z", "2026-11-10T12:00:00Z");

    new PurgeOldMonths(
            billing.operations(), billing.reports(), PurgeRule.DEFAULT, SAO_PAULO, clock, 1)
        .run();

    assertThat(orders()).extracting(Order::span).containsExactly(months(YearMonth.of(2026, 10)));
  }

  @Test
  void a_month_is_purged_by_itself_no_younger_than_by_hand() {
    recordAt("2026-10-10T12:00:00Z");
    PurgeOldMonths oneMonth =
        new PurgeOldMonths(
            billing.operations(), billing.reports(), PurgeRule.DEFAULT, SAO_PAULO, clock, 1);

    clock.set(SAO_PAULO.start(YearMonth.of(2026, 11)).plus(Duration.ofHours(23)));
    oneMonth.run();
    assertThat(orders()).isEmpty();

    clock.advance(Duration.ofHours(1));
    oneMonth.run();
    assertThat(orders()).extracting(Order::span).containsExactly(months(YearMonth.of(2026, 10)));
  }

  private void recordAt(String... times) {
    for (String time : times) {
      billing.journal().append(List.of(usage().at(time).record()), PATIENCE);
    }
  }

  private void carryOut() {
    RunMove move = new RunMove(billing.history(), billing.operations(), clock, 100);
    RunOperations run =
        new RunOperations(billing.operations(), Map.of(OperationKind.PURGE_USAGE, move), clock);
    assertThat(run.run(OperationKind.Line.MOVING)).isTrue();
  }

  // In the order they were given.
  private List<Order> orders() {
    return billing
        .operations()
        .list(
            new Operations.Filter(EnumSet.allOf(OperationKind.class), Optional.empty()),
            Optional.empty(),
            100)
        .reversed()
        .stream()
        .map(Operation::order)
        .toList();
  }
}
