package com.totvs.billing.application.operation;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.PlaceCounts;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunOperationsTest {
  private static final PlaceCounts NOTHING = new PlaceCounts(0, 0);

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final Operations operations = billing.operations();
  private final List<OperationId> worked = new ArrayList<>();
  private final List<Operation> told = new ArrayList<>();

  @Test
  void the_work_of_the_kind_is_done_one_operation_a_run() {
    Operation first = operations.start(purge(months(YearMonth.of(2026, 9))));
    Operation second = operations.start(purge(months(YearMonth.of(2026, 10))));
    RunOperations run = running(this::succeed);

    assertThat(run.run(OperationKind.Line.MOVING)).isTrue();
    assertThat(worked).containsExactly(first.id());
    assertThat(run.run(OperationKind.Line.MOVING)).isTrue();
    assertThat(worked).containsExactly(first.id(), second.id());
    assertThat(run.run(OperationKind.Line.MOVING)).isFalse();
  }

  @Test
  void a_run_of_one_line_leaves_the_other_alone() {
    var _ = operations.start(purge(Span.ALWAYS));

    assertThat(running(this::succeed).run(OperationKind.Line.CHECKING)).isFalse();
    assertThat(worked).isEmpty();
  }

  @Test
  void what_somebody_else_works_on_is_left_alone_until_the_lease_ends() {
    var _ = operations.start(purge(Span.ALWAYS));
    var _ = operations.claim(OperationKind.Line.MOVING, Duration.ofSeconds(15));
    RunOperations run = running(this::succeed);

    assertThat(run.run(OperationKind.Line.MOVING)).isFalse();
    clock.advance(Duration.ofSeconds(15));
    assertThat(run.run(OperationKind.Line.MOVING)).isTrue();
  }

  @Test
  void an_error_in_the_work_fails_the_operation_without_telling_its_details() {
    assertThat(
            endingAfter(
                _ -> {
                  throw new IllegalStateException("SELECT secret");
                }))
        .contains(
            new Ending.Failed(NOW, Optional.empty(), "an error in Billing: its log tells more"));
  }

  @Test
  void a_failure_that_people_understand_is_told() {
    assertThat(
            endingAfter(
                _ -> {
                  throw BillingException.of(Reason.INVALID_FIELDS, "that will not do");
                }))
        .contains(new Ending.Failed(NOW, Optional.of(Reason.INVALID_FIELDS), "that will not do"));
  }

  @Test
  void the_next_operation_has_its_turn_after_one_that_failed() {
    assertThat(
            endingAfter(
                _ -> {
                  throw new IllegalStateException("no");
                }))
        .isPresent();
    Operation next = operations.start(purge(Span.ALWAYS));

    assertThat(running(this::succeed).run(OperationKind.Line.MOVING)).isTrue();
    assertThat(worked).containsExactly(next.id());
  }

  @Test
  void while_the_database_is_away_the_operation_is_left_for_later() {
    Operation operation = operations.start(purge(Span.ALWAYS));
    RunOperations away =
        running(
            _ -> {
              throw BillingException.of(Reason.DATABASE_UNAVAILABLE, "away");
            });

    assertThatThrownBy(() -> away.run(OperationKind.Line.MOVING))
        .isInstanceOf(BillingException.class);
    assertThat(operations.find(operation.id()).orElseThrow().done()).isFalse();

    clock.advance(Duration.ofMinutes(1));
    assertThat(running(this::succeed).run(OperationKind.Line.MOVING)).isTrue();
    assertThat(operations.find(operation.id()).orElseThrow().done()).isTrue();
  }

  @Test
  void what_always_fails_for_want_of_the_database_fails_in_every_run() {
    Operation operation = operations.start(purge(Span.ALWAYS));
    RunOperations away = running(this::findDatabaseAway);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> away.run(OperationKind.Line.MOVING)).hasMessage("away");
    }
    assertThat(worked).containsExactly(operation.id(), operation.id(), operation.id());
  }

  @Test
  void what_always_fails_for_want_of_the_database_can_be_cancelled() {
    Operation operation = operations.start(purge(Span.ALWAYS));
    RunOperations away = running(this::findDatabaseAway);
    assertThatThrownBy(() -> away.run(OperationKind.Line.MOVING)).hasMessage("away");
    assertThat(operations.cancel(operation.id(), "ana")).isPresent();

    assertThat(away.run(OperationKind.Line.MOVING)).isTrue();

    assertThat(operations.find(operation.id()).orElseThrow().ending())
        .contains(new Ending.Cancelled(NOW));
    assertThat(worked).hasSize(1);
  }

  @Test
  void every_operation_that_has_ended_is_told_of_once_however_it_ended() {
    var _ = endingAfter(this::succeed);
    var _ =
        endingAfter(
            _ -> {
              throw new IllegalStateException("no");
            });
    var _ =
        endingAfter(claim -> operations.end(claim, new Ending.Failed(NOW, Optional.empty(), "no")));
    var _ = endingAfter(claim -> operations.end(claim, new Ending.Cancelled(NOW)));

    assertThat(told)
        .extracting(operation -> operation.ending().orElseThrow().getClass().getSimpleName())
        .containsExactly("Succeeded", "Failed", "Failed", "Cancelled");
  }

  @Test
  void nobody_is_told_of_an_operation_that_is_left_for_later() {
    var _ = operations.start(purge(Span.ALWAYS));

    assertThatThrownBy(() -> running(this::findDatabaseAway).run(OperationKind.Line.MOVING))
        .hasMessage("away");

    assertThat(told).isEmpty();
  }

  @Test
  void an_operation_that_another_node_has_taken_over_is_left_to_it() {
    Operation operation = operations.start(purge(Span.ALWAYS));
    RunOperations slow =
        running(
            claim -> {
              clock.advance(Duration.ofMinutes(1));
              var _ = operations.claim(OperationKind.Line.MOVING, Duration.ofMinutes(1));
              succeed(claim);
            });

    assertThat(slow.run(OperationKind.Line.MOVING)).isTrue();
    assertThat(operations.find(operation.id()).orElseThrow().done()).isFalse();
    assertThat(told).isEmpty();
  }

  private Optional<Ending> endingAfter(RunOperations.Work work) {
    Operation operation = operations.start(purge(Span.ALWAYS));
    assertThat(running(work).run(OperationKind.Line.MOVING)).isTrue();
    return operations.find(operation.id()).orElseThrow().ending();
  }

  private void succeed(Claim claim) {
    worked.add(claim.operation().id());
    operations.end(claim, new Ending.Succeeded(NOW, new Result.Moved(NOTHING, NOTHING)));
  }

  private void findDatabaseAway(Claim claim) {
    worked.add(claim.operation().id());
    throw BillingException.of(Reason.DATABASE_UNAVAILABLE, "away");
  }

  private RunOperations running(RunOperations.Work work) {
    return new RunOperations(
        operations,
        Map.of(OperationKind.PURGE_USAGE, work),
        clock,
        RunOperations.USUAL_LEASE,
        told::add);
  }
}
