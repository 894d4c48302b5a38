package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.span;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.ClaimLostException;
import com.totvs.billing.application.operation.Orders;
import com.totvs.billing.application.usage.Wanted;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How every [UsageHistory] moves usage: each record is in exactly one place after every step, and
/// what was moved stays moved. Months are those of São Paulo.
public abstract class UsageHistoryContract extends PortsContract {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final Instant START = SAO_PAULO.start(OCTOBER);
  private static final Instant END = SAO_PAULO.start(OCTOBER.plusMonths(1));
  private static final Instant MIDDLE = Instant.parse("2026-10-15T12:00:00Z");

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

  @Test
  void another_node_goes_on_where_the_one_that_died_has_left_it() {
    recorded(START, START, START, START, START, MIDDLE);
    Claim lost = claimed(purge(span(START, MIDDLE)));
    history().begin(lost);
    Operation left = history().move(lost, 2);
    ports().clock().advance(Duration.ofMinutes(1));
    Claim taken = claim(OperationKind.Line.MOVING).orElseThrow();

    assertThat(taken.operation()).isEqualTo(left);
    Operation begun = history().begin(taken);
    assertThat(begun.started()).isEqualTo(left.started());
    assertThat(begun.progress()).isEqualTo(left.progress());
    assertThatThrownBy(() -> history().move(lost, 2)).isInstanceOf(ClaimLostException.class);
    assertThat(in(Place.HISTORY)).hasSize(2);
    moveAll(taken, 2);
    assertThat(result(history().finish(taken)))
        .isEqualTo(new Result.Moved(new PlaceCounts(5, 0), new PlaceCounts(0, 5)));
  }

  @Test
  void what_was_moved_before_it_was_cancelled_stays_moved() {
    recorded(START, START, START, MIDDLE);
    Claim claim = claimed(purge(span(START, MIDDLE)));
    history().begin(claim);
    history().move(claim, 2);
    ports().operations().cancel(claim.operation().id(), "ana");

    assertThat(history().move(claim, 1).cancelRequested()).isTrue();
    ports().operations().end(claim, new Ending.Cancelled(NOW));

    assertThat(in(Place.HISTORY)).hasSize(3);
    assertThat(moved(restore(span(START, MIDDLE))).done()).isTrue();
    assertThat(in(Place.ONLINE)).hasSize(4);
  }

  @Test
  void an_order_cancelled_before_its_turn_begins_nothing() {
    recorded(START);
    Claim claim = claimed(purge(months(OCTOBER)));
    ports().operations().cancel(claim.operation().id(), "ana");

    Operation begun = history().begin(claim);

    assertThat(begun.started()).isEmpty();
    assertThat(begun.progress()).isEqualTo(Progress.NONE);
    assertThat(append(usage().at(MIDDLE).record())).isInstanceOf(Receipt.Accepted.class);
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_cancelling_record_is_never_apart_from_its_target(int limit) {
    List<UsageRecord> wrong = recorded(START, START, START.plusSeconds(1), START.plusSeconds(2));
    wrong.forEach(one -> voidUsage(one, "wrong"));
    for (Order order : List.of(purge(span(START, MIDDLE)), restore(span(START, MIDDLE)))) {
      Claim claim = claimed(order);
      Operation operation = history().begin(claim);
      while (left(operation)) {
        operation = history().move(claim, limit);
        assertThat(wrong)
            .allSatisfy(one -> assertThat(cancelling(one).place()).isEqualTo(kept(one).place()));
        assertThat(everything()).hasSize(8);
      }
      assertThat(operation.progress().done()).isEqualTo(8);
      history().finish(claim);
    }
  }

  @Test
  void a_record_voided_at_the_same_moment_is_never_parted_from_what_cancels_it() {
    List<UsageRecord> usage =
        IntStream.range(0, 60).mapToObj(i -> recorded(START.plusSeconds(i)).getFirst()).toList();
    for (Order order : List.of(purge(span(START, MIDDLE)), restore(span(START, MIDDLE)))) {
      Claim claim = claimed(order);
      List<UsageRecord> wrong =
          order.kind() == OperationKind.PURGE_USAGE ? usage.subList(0, 30) : usage.subList(30, 60);
      List<Boolean> done =
          atOnce(
              List.of(
                  () -> moveAll(claim, 3),
                  () -> wrong.stream().allMatch(one -> voided(one)),
                  () -> wrong.reversed().stream().allMatch(one -> voided(one))));

      assertThat(done).containsOnly(true);
      assertThat(wrong)
          .allSatisfy(one -> assertThat(cancelling(one).place()).isEqualTo(kept(one).place()));
      history().finish(claim);
    }
    assertThat(everything()).hasSize(120);
    assertThat(ports().dailyTotals().check()).allSatisfy(one -> assertThat(one.right()).isTrue());
  }

  @Test
  void usage_is_voided_and_settled_while_its_month_is_on_its_way() {
    List<UsageRecord> usage = recorded(START, START.plusSeconds(1), START.plusSeconds(2), MIDDLE);
    Claim claim = claimed(purge(span(START, MIDDLE)));
    history().begin(claim);
    history().move(claim, 1);
    remember(LICENSE, ACME);

    voidUsage(usage.getFirst(), "wrong");
    voidUsage(usage.get(2), "wrong");
    assertThat(journal().settle(LICENSE, 100)).isEqualTo(6);
    moveAll(claim, 1);

    assertThat(everything())
        .extracting(RecordedUsage::settlement)
        .containsOnly(new Settlement.Settled(ACME));
    assertThat(in(Place.HISTORY)).hasSize(5);
  }

  @Test
  void a_list_shows_both_places_or_the_one_that_is_wanted() {
    recorded(START, MIDDLE);
    moved(purge(span(START, MIDDLE)));

    assertThat(everything())
        .extracting(RecordedUsage::place)
        .containsExactly(Place.HISTORY, Place.ONLINE);
    assertThat(in(Place.HISTORY)).extracting(UsageRecord::occurredTime).containsExactly(START);
    assertThat(in(Place.ONLINE)).extracting(UsageRecord::occurredTime).containsExactly(MIDDLE);
  }

  @Test
  void a_page_behind_which_a_month_moves_is_followed_by_the_right_one() {
    List<UsageRecord> usage = recorded(START, START.plusSeconds(1), MIDDLE);
    UsageKey last = usage.getFirst().key();

    moved(purge(span(START, MIDDLE)));

    assertThat(journal().list(UsageFilter.ALL, Optional.of(last), 10))
        .extracting(RecordedUsage::usage)
        .containsExactly(usage.get(1), usage.get(2));
  }

  private UsageHistory history() {
    return ports().history();
  }

  private List<UsageRecord> recorded(Instant... times) {
    List<UsageRecord> usage = Stream.of(times).map(time -> usage().at(time).record()).toList();
    journal().append(usage, PATIENCE);
    return usage;
  }

  private boolean moveAll(Claim claim, int limit) {
    Operation operation = history().begin(claim);
    while (left(operation)) {
      operation = history().move(claim, limit);
    }
    return true;
  }

  private boolean voided(UsageRecord usage) {
    return !voidUsage(usage, "wrong").equals(new VoidReceipt.NoTarget());
  }

  private static boolean left(Operation operation) {
    return !operation.progress().months().stream().allMatch(MonthMove::done);
  }

  private List<UsageRecord> in(Place place) {
    return journal().list(new Wanted().place(place).filter(), Optional.empty(), 100).stream()
        .map(RecordedUsage::usage)
        .toList();
  }

  private List<UsageKey> keys(Place place) {
    return in(place).stream().map(UsageRecord::key).toList();
  }

  private static Result result(Operation operation) {
    return ((Ending.Succeeded) operation.ending().orElseThrow()).result();
  }

  private static Progress progress(long done, long total, MonthMove... months) {
    return new Progress(done, total, List.of(months));
  }

  private static MonthMove month(
      YearMonth month, MoveMethod method, long moved, long total, boolean done) {
    return new MonthMove(month, method, moved, total, done);
  }
}
