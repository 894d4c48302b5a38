package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to usage while every [UsageHistory] moves it, and how it is listed.
public abstract class UsageDuringMovesContract extends MovesContract {
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

  private boolean voided(UsageRecord usage) {
    return !voidUsage(usage, "wrong").equals(new VoidReceipt.NoTarget());
  }
}
