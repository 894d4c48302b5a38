package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.span;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Orders;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.purge.PurgedPeriod;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which usage every [UsageHistory] keeps away from being recorded, and which periods it shows.
public abstract class PurgedPeriodsContract extends PortsContract {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final Instant START = SAO_PAULO.start(OCTOBER);
  private static final Instant END = SAO_PAULO.start(OCTOBER.plusMonths(1));
  private static final Instant MIDDLE = Instant.parse("2026-10-15T12:00:00Z");

  @Test
  void new_usage_is_refused_from_the_beginning_of_a_purge_on() {
    Claim claim = claimed(purge(months(OCTOBER)));
    assertThat(append(usage().at(START).record())).isInstanceOf(Receipt.Accepted.class);

    ports().history().begin(claim);

    UsageRecord first = usage().at(START).record();
    UsageRecord last = usage().at(END.minusNanos(1_000)).record();
    assertThat(appendAll(first, last))
        .containsExactly(new Receipt.Purged(first.id()), new Receipt.Purged(last.id()));
    assertThat(appendAll(usage().at(START.minusNanos(1_000)).record(), usage().at(END).record()))
        .hasOnlyElementsOfType(Receipt.Accepted.class);
    assertThat(everything()).hasSize(3);
  }

  @Test
  void new_usage_is_refused_until_a_restore_has_finished() {
    append(usage().at(MIDDLE).record());
    moved(purge(months(OCTOBER)));
    Claim claim = claimed(restore(months(OCTOBER)));
    UsageRecord late = usage().at(START).record();

    ports().history().begin(claim);
    assertThat(append(late)).isEqualTo(new Receipt.Purged(late.id()));
    ports().history().move(claim, 10);
    assertThat(append(late)).isEqualTo(new Receipt.Purged(late.id()));
    ports().history().finish(claim);
    assertThat(append(late)).isEqualTo(new Receipt.Accepted(late.id(), NOW));
    assertThat(periods()).isEmpty();
  }

  @Test
  void usage_recorded_while_a_purge_begins_is_either_counted_or_refused() {
    Claim claim = claimed(purge(months(OCTOBER)));
    List<Receipt> receipts = new CopyOnWriteArrayList<>();
    AtomicBoolean begun = new AtomicBoolean();
    Callable<Boolean> recording =
        () -> {
          for (int i = 0; i < 1_000 && !begun.get(); i++) {
            receipts.add(append(usage().at(MIDDLE).record()));
          }
          return true;
        };
    Callable<Boolean> beginning =
        () -> {
          ports().history().begin(claim);
          return begun.getAndSet(true);
        };

    atOnce(List.of(recording, recording, recording, beginning));
    receipts.add(append(usage().at(MIDDLE).record()));

    long accepted = receipts.stream().filter(Receipt.Accepted.class::isInstance).count();
    assertThat(receipts)
        .allMatch(one -> one instanceof Receipt.Accepted || one instanceof Receipt.Purged)
        .last()
        .isInstanceOf(Receipt.Purged.class);
    assertThat(everything()).hasSize((int) accepted);
    assertThat(operation(claim.operation().id()).progress().total()).isEqualTo(accepted);
  }

  @Test
  void a_restore_that_only_looks_accepts_nothing() {
    moved(purge(months(OCTOBER)));

    moved(Orders.dry(restore(months(OCTOBER))));

    assertThat(append(usage().at(MIDDLE).record())).isInstanceOf(Receipt.Purged.class);
  }

  @Test
  void a_record_that_is_in_history_already_is_a_repeat() {
    UsageRecord usage = usage().at(MIDDLE).record();
    append(usage);
    moved(purge(months(OCTOBER)));
    ports().clock().advance(Duration.ofDays(1));

    assertThat(append(usage)).isEqualTo(new Receipt.Repeated(usage.id(), NOW));
    assertThat(everything()).hasSize(1);
  }

  @Test
  void another_record_of_an_id_in_history_is_in_conflict() {
    UsageRecord usage = usage().at(MIDDLE).record();
    append(usage);
    moved(purge(months(OCTOBER)));
    Receipt conflict = new Receipt.Conflicting(usage.id());

    assertThat(append(usage().id(usage.id()).at(MIDDLE).user("joao").record())).isEqualTo(conflict);
    assertThat(append(usage().id(usage.id()).at(END).record())).isEqualTo(conflict);
    assertThat(append(usage().id(usage.id()).at(MIDDLE).license(OTHER_LICENSE).record()))
        .isEqualTo(conflict);
    assertThat(everything()).hasSize(1);
  }

  @Test
  void usage_that_waits_in_history_is_settled_there() {
    appendAll(usage().at(MIDDLE).record(), usage().at(START).record(), usage().at(END).record());
    moved(purge(months(OCTOBER)));
    remember(LICENSE, ACME);

    assertThat(journal().settle(LICENSE, 2)).isEqualTo(2);
    assertThat(journal().settle(LICENSE, 2)).isEqualTo(1);
    assertThat(everything())
        .extracting(RecordedUsage::settlement)
        .containsOnly(new Settlement.Settled(ACME));
    assertThat(everything())
        .extracting(RecordedUsage::place)
        .containsExactly(Place.HISTORY, Place.HISTORY, Place.ONLINE);
  }

  @Test
  void periods_that_adjoin_or_overlap_become_one() {
    append(usage().at(MIDDLE).record());
    append(usage().at(SAO_PAULO.start(SEPTEMBER)).record());
    moved(purge(months(OCTOBER)));
    moved(purge(months(SEPTEMBER)));
    assertThat(periods()).containsExactly(period(months(SEPTEMBER, OCTOBER), 0, 2));

    moved(purge(span(MIDDLE, END.plusSeconds(60))));
    assertThat(periods())
        .containsExactly(period(span(SAO_PAULO.start(SEPTEMBER), END.plusSeconds(60)), 0, 2));
  }

  @Test
  void a_restored_middle_splits_a_period() {
    append(usage().at(START).record());
    append(usage().at(MIDDLE).record());
    append(usage().at(END.minusSeconds(1)).record());
    moved(purge(months(OCTOBER)));

    moved(restore(span(MIDDLE, MIDDLE.plusSeconds(1))));

    assertThat(periods())
        .containsExactly(
            period(span(START, MIDDLE), 0, 1), period(span(MIDDLE.plusSeconds(1), END), 0, 1));
    assertThat(append(usage().at(MIDDLE).record())).isInstanceOf(Receipt.Accepted.class);
    assertThat(append(usage().at(START).record())).isInstanceOf(Receipt.Purged.class);
  }

  @Test
  void purges_that_overlap_move_each_record_once() {
    append(usage().at(SAO_PAULO.start(SEPTEMBER)).record());
    append(usage().at(START).record());
    append(usage().at(MIDDLE).record());
    moved(purge(span(SAO_PAULO.start(SEPTEMBER), START.plusSeconds(1))));

    Operation second = moved(purge(months(OCTOBER)));

    assertThat(second.progress().total()).isEqualTo(1);
    assertThat(periods()).containsExactly(period(months(SEPTEMBER, OCTOBER), 0, 3));
    assertThat(everything()).hasSize(3);
  }

  @Test
  void a_period_may_reach_back_to_the_beginning() {
    append(usage().at(MIDDLE).record());
    Span everBefore = new Span(Optional.empty(), Optional.of(END));

    moved(purge(everBefore));

    assertThat(periods()).containsExactly(period(everBefore, 0, 1));
    moved(restore(months(OCTOBER)));
    assertThat(periods())
        .containsExactly(period(new Span(Optional.empty(), Optional.of(START)), 0, 0));
    moved(restore(everBefore));
    assertThat(periods()).isEmpty();
  }

  @Test
  void a_purge_under_way_or_cancelled_shows_what_is_where() {
    append(usage().at(START).record());
    append(usage().at(START.plusSeconds(1)).record());
    append(usage().at(START.plusSeconds(2)).record());
    Claim claim = claimed(purge(span(START, MIDDLE)));
    ports().history().begin(claim);
    ports().history().move(claim, 2);
    assertThat(periods()).containsExactly(period(span(START, MIDDLE), 1, 2));

    ports().operations().end(claim, new Ending.Cancelled(NOW));

    assertThat(periods()).containsExactly(period(span(START, MIDDLE), 1, 2));
    assertThat(append(usage().at(START).record())).isInstanceOf(Receipt.Purged.class);
  }

  @Test
  void periods_are_counted_apart_wherever_in_a_day_they_begin_and_end() {
    List<Span> spans =
        List.of(
            span(START, START.plusSeconds(1)),
            span(MIDDLE, MIDDLE.plusSeconds(60)),
            span(MIDDLE.plusSeconds(120), MIDDLE.plus(Duration.ofDays(3))));
    append(usage().at(START).record());
    append(usage().at(START.plusSeconds(1)).record());
    append(usage().at(MIDDLE.plusSeconds(59)).record());
    append(usage().at(MIDDLE.plusSeconds(60)).record());
    append(usage().at(MIDDLE.plusSeconds(120)).record());
    append(usage().at(MIDDLE.plus(Duration.ofDays(1))).record());
    sumUp();
    append(usage().at(MIDDLE.plus(Duration.ofDays(1))).record());
    append(usage().at(MIDDLE.plus(Duration.ofDays(2))).record());
    append(usage().at(MIDDLE.plus(Duration.ofDays(3)).minusNanos(1_000)).record());
    append(usage().at(MIDDLE.plus(Duration.ofDays(3))).record());

    spans.forEach(span -> moved(purge(span)));

    assertThat(periods())
        .containsExactly(
            period(spans.get(0), 0, 1), period(spans.get(1), 0, 1), period(spans.get(2), 0, 5));
  }

  @Test
  void cancelling_records_are_counted_like_any_other() {
    UsageRecord wrong = usage().at(MIDDLE).record();
    append(wrong);
    moved(purge(months(OCTOBER)));
    voidUsage(wrong, "wrong");

    assertThat(periods()).containsExactly(period(months(OCTOBER), 0, 2));
    sumUp();
    assertThat(periods()).containsExactly(period(months(OCTOBER), 0, 2));
  }

  @Test
  void pages_go_on_behind_the_end_of_the_last_period() {
    List<Span> spans =
        IntStream.range(0, 5)
            .mapToObj(day -> START.plus(Duration.ofDays(day)))
            .map(start -> span(start, start.plusSeconds(60)))
            .toList();
    spans.reversed().forEach(span -> moved(purge(span)));

    assertThat(pages(2)).isEqualTo(spans);
    assertThat(pages(5)).isEqualTo(spans);
  }

  private List<Span> pages(int limit) {
    List<Span> spans = new ArrayList<>();
    List<PurgedPeriod> page = ports().history().purgedPeriods(Optional.empty(), limit);
    while (!page.isEmpty()) {
      page.forEach(period -> spans.add(period.span()));
      page = ports().history().purgedPeriods(spans.getLast().end(), limit);
    }
    return spans;
  }

  private List<PurgedPeriod> periods() {
    return ports().history().purgedPeriods(Optional.empty(), 100);
  }

  private static PurgedPeriod period(Span span, long online, long history) {
    return new PurgedPeriod(span, new PlaceCounts(online, history));
  }
}
