package com.totvs.billing.application.operation;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.rebuild;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.selfCheck;
import static com.totvs.billing.domain.BusinessZone.SAO_PAULO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.usage.RecordedUsage;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Whose turn it is in every [Operations]: one after the other in each line, each worked on by one.
public abstract class OperationTurnsContract extends PortsContract {
  private static final Span OCTOBER = months(YearMonth.of(2026, 10));
  private static final Duration LEASE = Duration.ofSeconds(15);

  @Test
  void nothing_is_taken_where_nothing_waits() {
    assertThat(take(OperationKind.Line.MOVING)).isEmpty();
    assertThat(take(OperationKind.Line.CHECKING)).isEmpty();
  }

  @Test
  void operations_of_one_line_are_taken_one_after_the_other() {
    Operation first = operations().start(purge(OCTOBER));
    Operation second = operations().start(restore(OCTOBER));

    Claim claim = take(OperationKind.Line.MOVING).orElseThrow();
    assertThat(claim.operation()).isEqualTo(first);
    assertThat(take(OperationKind.Line.MOVING)).isEmpty();

    operations().end(claim, new Ending.Cancelled(NOW));
    assertThat(take(OperationKind.Line.MOVING).orElseThrow().operation()).isEqualTo(second);
  }

  @Test
  void one_line_does_not_hold_up_the_other() {
    var _ = operations().start(purge(OCTOBER));
    Operation check = operations().start(selfCheck());
    var _ = take(OperationKind.Line.MOVING).orElseThrow();

    assertThat(take(OperationKind.Line.CHECKING).orElseThrow().operation()).isEqualTo(check);
  }

  @Test
  void of_many_nodes_one_takes_it() {
    var _ = operations().start(purge(OCTOBER));

    List<Optional<Claim>> claims = atOnce(8, () -> take(OperationKind.Line.MOVING));

    assertThat(claims).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void what_a_dead_node_worked_on_is_taken_over_when_its_lease_ends() {
    Operation operation = operations().start(purge(OCTOBER));
    Claim lost = take(OperationKind.Line.MOVING).orElseThrow();

    ports().clock().advance(LEASE.minusMillis(1));
    assertThat(take(OperationKind.Line.MOVING)).isEmpty();

    ports().clock().advance(Duration.ofMillis(1));
    Claim taken = take(OperationKind.Line.MOVING).orElseThrow();
    assertThat(taken.operation().id()).isEqualTo(operation.id());
    assertThat(taken.owner()).isNotEqualTo(lost.owner());
  }

  @Test
  void what_was_given_back_is_taken_at_once() {
    Operation operation = operations().start(purge(OCTOBER));
    Claim claim = take(OperationKind.Line.MOVING).orElseThrow();

    operations().giveBack(claim);

    changesNothing(claim, () -> ports().history().begin(claim));
    assertThat(take(OperationKind.Line.MOVING).orElseThrow().operation()).isEqualTo(operation);
  }

  @Test
  void what_another_has_taken_over_cannot_be_given_back() {
    Claim lost = lostClaim(purge(OCTOBER));

    operations().giveBack(lost);

    assertThat(take(OperationKind.Line.MOVING)).isEmpty();
  }

  @Test
  void the_next_in_line_does_not_overtake_one_whose_node_died() {
    Operation first = operations().start(purge(OCTOBER));
    var _ = operations().start(restore(OCTOBER));
    var _ = take(OperationKind.Line.MOVING).orElseThrow();
    ports().clock().advance(LEASE);

    assertThat(take(OperationKind.Line.MOVING).orElseThrow().operation().id())
        .isEqualTo(first.id());
  }

  @Test
  void each_step_of_the_work_begins_the_lease_anew() {
    var _ = operations().start(rebuild());
    Claim claim = take(OperationKind.Line.CHECKING).orElseThrow();
    ports().clock().advance(Duration.ofSeconds(10));

    Operation further = ports().operations().progress(claim, 1, 2);

    assertThat(further.updated()).isEqualTo(NOW.plusSeconds(10));
    ports().clock().advance(LEASE.minusMillis(1));
    assertThat(take(OperationKind.Line.CHECKING)).isEmpty();
    ports().clock().advance(Duration.ofMillis(1));
    assertThat(take(OperationKind.Line.CHECKING).orElseThrow().operation()).isEqualTo(further);
  }

  @Test
  void a_late_node_may_go_on_as_long_as_nobody_else_has_taken_over() {
    var _ = operations().start(purge(OCTOBER));
    Claim claim = take(OperationKind.Line.MOVING).orElseThrow();
    ports().clock().advance(LEASE.multipliedBy(3));

    assertThat(ports().history().begin(claim).started()).isPresent();
  }

  @Test
  void a_lost_claim_to_move_changes_nothing() {
    append(usage().at("2026-10-10T12:00:00Z").record());
    Claim lost = lostClaim(purge(OCTOBER));

    changesNothing(lost, () -> ports().history().begin(lost));
    changesNothing(lost, () -> ports().history().move(lost, 10));
    changesNothing(lost, () -> ports().history().finish(lost));
    changesNothing(lost, () -> end(lost));
    assertThat(ports().history().purgedPeriods(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void a_lost_claim_to_check_changes_nothing() {
    append(usage().record());
    Claim lost = lostClaim(rebuild());

    changesNothing(lost, () -> ports().operations().progress(lost, 1, 2));
    changesNothing(lost, () -> ports().dailyTotals().rebuild(lost, SAO_PAULO.day(NOW)));
    changesNothing(lost, () -> end(lost));
  }

  @Test
  void what_is_over_cannot_end_again() {
    Claim claim = claimed(selfCheck());
    operations().end(claim, new Ending.Failed(NOW, Optional.empty(), "it could not"));

    changesNothing(claim, () -> end(claim));
  }

  private Claim lostClaim(Order order) {
    var _ = operations().start(order);
    Claim lost = take(order.kind().line()).orElseThrow();
    ports().clock().advance(LEASE);
    var _ = take(order.kind().line()).orElseThrow();
    return lost;
  }

  private void changesNothing(Claim lost, Callable<?> step) {
    Operation before = operation(lost.operation().id());
    List<RecordedUsage> usage = everything();

    assertThatThrownBy(step::call).isInstanceOf(ClaimLostException.class);

    assertThat(operation(lost.operation().id())).isEqualTo(before);
    assertThat(everything()).isEqualTo(usage);
  }

  private boolean end(Claim claim) {
    operations().end(claim, new Ending.Cancelled(NOW));
    return true;
  }

  private Optional<Claim> take(OperationKind.Line line) {
    return operations().claim(line, LEASE);
  }

  private Operations operations() {
    return ports().operations();
  }
}
