package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.span;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Orders;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How every [UsageHistory] moves usage: each record is in exactly one place after every step.
/// Months are those of São Paulo.
public abstract class UsageHistoryContract extends MovesContract {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final Instant END = SAO_PAULO.start(OCTOBER.plusMonths(1));

  @Test
  void a_whole_month_moves_at_once() {
    List<UsageRecord> october = recorded(START, START, MIDDLE, MIDDLE, END.minusNanos(1_000));
    List<UsageRecord> around = recorded(START.minusNanos(1_000), END);
    Claim claim = claimed(purge(months(OCTOBER)));

    assertThat(history().begin(claim).progress())
        .isEqualTo(progress(0, 5, month(OCTOBER, MoveMethod.PARTITION, 0, 5, false)));
    assertThat(history().move(claim, 2).progress())
        .isEqualTo(progress(5, 5, month(OCTOBER, MoveMethod.PARTITION, 5, 5, true)));
    assertThat(in(Place.HISTORY)).containsExactlyInAnyOrderElementsOf(october);
    assertThat(in(Place.ONLINE)).containsExactlyInAnyOrderElementsOf(around);
    assertThat(result(history().finish(claim)))
        .isEqualTo(new Result.Moved(new PlaceCounts(5, 0), new PlaceCounts(0, 5)));
  }

  @Test
  void a_whole_month_comes_back_at_once() {
    List<UsageRecord> october = recorded(START, MIDDLE, END.minusNanos(1_000));
    moved(purge(months(OCTOBER)));
    Claim claim = claimed(restore(months(OCTOBER)));

    assertThat(history().begin(claim).progress())
        .isEqualTo(progress(0, 3, month(OCTOBER, MoveMethod.PARTITION, 0, 3, false)));
    assertThat(history().move(claim, 2).progress().left()).isZero();
    assertThat(in(Place.ONLINE)).containsExactlyInAnyOrderElementsOf(october);
    assertThat(result(history().finish(claim)))
        .isEqualTo(new Result.Moved(new PlaceCounts(0, 3), new PlaceCounts(3, 0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 100})
  void a_part_of_a_month_moves_in_batches_in_the_order_of_keys(int limit) {
    List<UsageRecord> first =
        recorded(START, START.plusSeconds(1), MIDDLE.minusSeconds(7), MIDDLE.minusNanos(1_000))
            .reversed();
    first = Stream.concat(first.stream(), recorded(START.plusSeconds(2)).stream()).toList();
    List<UsageKey> expected = first.stream().map(UsageRecord::key).sorted().toList();
    recorded(MIDDLE, END.minusSeconds(1));
    Claim claim = claimed(purge(span(START, MIDDLE)));

    Operation operation = history().begin(claim);
    assertThat(operation.progress())
        .isEqualTo(progress(0, 5, month(OCTOBER, MoveMethod.BATCHES, 0, 5, false)));
    for (int done = limit; left(operation); done += limit) {
      operation = history().move(claim, limit);
      assertThat(keys(Place.HISTORY)).isEqualTo(expected.subList(0, Math.min(done, 5)));
      assertThat(everything()).hasSize(7);
      assertThat(operation.progress().done()).isEqualTo(Math.min(done, 5));
    }
    assertThat(operation.progress())
        .isEqualTo(progress(5, 5, month(OCTOBER, MoveMethod.BATCHES, 5, 5, true)));
    assertThat(result(history().finish(claim)))
        .isEqualTo(new Result.Moved(new PlaceCounts(5, 0), new PlaceCounts(0, 5)));
  }

  @Test
  void a_month_of_which_something_was_moved_before_goes_in_batches() {
    recorded(START, MIDDLE, END.minusSeconds(1));
    moved(purge(span(START, MIDDLE)));
    Claim claim = claimed(purge(months(OCTOBER)));

    assertThat(history().begin(claim).progress())
        .isEqualTo(progress(0, 2, month(OCTOBER, MoveMethod.BATCHES, 0, 2, false)));
    moveAll(claim, 10);
    assertThat(result(history().finish(claim)))
        .isEqualTo(new Result.Moved(new PlaceCounts(2, 1), new PlaceCounts(0, 3)));
  }

  @Test
  void a_month_whose_other_side_is_not_empty_any_more_goes_on_in_batches() {
    recorded(START);
    moved(purge(span(START, MIDDLE)));
    Claim claim = claimed(restore(months(OCTOBER)));
    assertThat(history().begin(claim).progress().months())
        .containsExactly(month(OCTOBER, MoveMethod.PARTITION, 0, 1, false));
    recorded(MIDDLE);

    assertThat(history().move(claim, 10).progress().months())
        .containsExactly(month(OCTOBER, MoveMethod.BATCHES, 0, 1, false));
    moveAll(claim, 10);
    assertThat(in(Place.ONLINE)).hasSize(2);
  }

  @Test
  void the_months_of_a_period_move_one_after_the_other() {
    recorded(SAO_PAULO.start(AUGUST), SAO_PAULO.start(SEPTEMBER), START, START, MIDDLE);
    Claim claim = claimed(purge(span(SAO_PAULO.start(AUGUST), MIDDLE)));

    List<MonthMove> planned = history().begin(claim).progress().months();
    assertThat(planned)
        .containsExactly(
            month(AUGUST, MoveMethod.PARTITION, 0, 1, false),
            month(SEPTEMBER, MoveMethod.PARTITION, 0, 1, false),
            month(OCTOBER, MoveMethod.BATCHES, 0, 2, false));
    assertThat(history().move(claim, 10).progress())
        .isEqualTo(
            progress(
                1,
                4,
                month(AUGUST, MoveMethod.PARTITION, 1, 1, true),
                planned.get(1),
                planned.get(2)));
    moveAll(claim, 10);
    assertThat(in(Place.HISTORY)).hasSize(4);
    assertThat(in(Place.ONLINE)).extracting(UsageRecord::occurredTime).containsExactly(MIDDLE);
  }

  @Test
  void a_period_without_usage_has_nothing_to_move() {
    recorded(START);
    Claim claim = claimed(purge(months(AUGUST, SEPTEMBER)));

    Operation begun = history().begin(claim);
    assertThat(begun.progress()).isEqualTo(progress(0, 0));
    assertThat(begun.started()).contains(NOW);
    assertThat(result(history().finish(claim)))
        .isEqualTo(new Result.Moved(new PlaceCounts(0, 0), new PlaceCounts(0, 0)));
    assertThat(in(Place.ONLINE)).hasSize(1);
  }

  @Test
  void a_dry_run_counts_and_changes_nothing() {
    recorded(START, MIDDLE, END);
    moved(purge(span(START, MIDDLE)));
    List<RecordedUsage> before = everything();
    Claim claim = claimed(Orders.dry(purge(months(OCTOBER))));

    assertThat(history().begin(claim).progress())
        .isEqualTo(progress(0, 1, month(OCTOBER, MoveMethod.BATCHES, 0, 1, false)));
    assertThat(result(history().finish(claim)))
        .isEqualTo(new Result.Moved(new PlaceCounts(1, 1), new PlaceCounts(1, 1)));
    assertThat(everything()).isEqualTo(before);
    assertThat(append(usage().at(MIDDLE).record())).isInstanceOf(Receipt.Accepted.class);
  }

  private List<UsageKey> keys(Place place) {
    return in(place).stream().map(UsageRecord::key).toList();
  }

  private static Progress progress(long done, long total, MonthMove... months) {
    return new Progress(done, total, List.of(months));
  }

  private static MonthMove month(
      YearMonth month, MoveMethod method, long moved, long total, boolean done) {
    return new MonthMove(month, method, moved, total, done);
  }
}
