package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Orders;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.purge.PurgedPeriod;
import com.totvs.billing.domain.usage.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class RunMoveTest {
  private static final Instant START = Instant.parse("2026-10-10T12:00:00Z");
  private static final Span PART = span(START, START.plusSeconds(60));

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final List<Operation> steps = new ArrayList<>();
  private int leftOver;

  @Test
  void a_period_is_moved_to_the_end_batch_by_batch() {
    recordCalls(5);

    Operation over = run(purge(PART), _ -> {});

    assertThat(over.ending())
        .contains(
            new Ending.Succeeded(
                NOW, new Result.Moved(new PlaceCounts(5, 0), new PlaceCounts(0, 5))));
    assertThat(steps).extracting(step -> step.progress().done()).containsExactly(2L, 4L, 5L);
  }

  @Test
  void a_dry_run_ends_with_what_it_counted() {
    recordCalls(5);

    Operation over = run(Orders.dry(purge(PART)), _ -> {});

    assertThat(over.ending())
        .contains(
            new Ending.Succeeded(
                NOW, new Result.Moved(new PlaceCounts(5, 0), new PlaceCounts(5, 0))));
    assertThat(steps).isEmpty();
  }

  @Test
  void a_move_that_is_cancelled_in_the_middle_ends_after_the_batch() {
    recordCalls(5);

    Operation over =
        run(purge(PART), id -> assertThat(billing.operations().cancel(id, "ana")).isPresent());

    assertThat(over.ending()).contains(new Ending.Cancelled(NOW));
    assertThat(over.progress().done()).isEqualTo(4);
    assertThat(inHistory()).isEqualTo(4);
  }

  @Test
  void a_move_that_is_cancelled_before_it_begins_moves_nothing() {
    recordCalls(5);
    Claim claim = claimed(purge(PART));
    var _ = billing.operations().cancel(claim.operation().id(), "ana");

    new RunMove(billing.history(), billing.operations(), clock, 2).run(claim);

    assertThat(over(claim).ending()).contains(new Ending.Cancelled(NOW));
    assertThat(inHistory()).isZero();
    assertThat(billing.history().purgedPeriods(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void a_move_goes_on_until_nothing_turns_out_to_be_left() {
    recordCalls(5);
    leftOver = 3;

    Operation over = run(purge(PART), _ -> {});

    assertThat(leftOver).isZero();
    assertThat(over.ending()).containsInstanceOf(Ending.Succeeded.class);
  }

  @Test
  void a_move_goes_on_where_it_was_left() {
    recordCalls(5);
    Claim dead = claimed(purge(PART));
    var _ = billing.history().begin(dead);
    var _ = billing.history().move(dead, 2);
    clock.advance(Duration.ofMinutes(1));
    Claim taken =
        billing.operations().claim(OperationKind.Line.MOVING, Duration.ofMinutes(1)).orElseThrow();

    new RunMove(billing.history(), billing.operations(), clock, 2).run(taken);

    assertThat(over(taken).progress().done()).isEqualTo(5);
    assertThat(inHistory()).isEqualTo(5);
  }

  private Operation run(Order order, Consumer<OperationId> afterFirstBatch) {
    Claim claim = claimed(order);
    new RunMove(new Watched(afterFirstBatch), billing.operations(), clock, 2).run(claim);
    return over(claim);
  }

  private Claim claimed(Order order) {
    var _ = billing.operations().start(order);
    return billing
        .operations()
        .claim(OperationKind.Line.MOVING, Duration.ofMinutes(1))
        .orElseThrow();
  }

  private Operation over(Claim claim) {
    return billing.operations().find(claim.operation().id()).orElseThrow();
  }

  private void recordCalls(int records) {
    for (int i = 0; i < records; i++) {
      billing.journal().append(List.of(usage().at(START.plusSeconds(i)).record()), PATIENCE);
    }
  }

  private long inHistory() {
    return billing.journal().all().stream().filter(one -> one.place() == Place.HISTORY).count();
  }

  /// The history, seen step by step.
  private final class Watched implements UsageHistory {
    private final Consumer<OperationId> afterFirstBatch;

    Watched(Consumer<OperationId> afterFirstBatch) {
      this.afterFirstBatch = afterFirstBatch;
    }

    @Override
    public Operation begin(Claim claim) {
      return billing.history().begin(claim);
    }

    @Override
    public Operation move(Claim claim, int limit) {
      Operation moved = billing.history().move(claim, limit);
      if (steps.isEmpty()) {
        afterFirstBatch.accept(claim.operation().id());
      }
      steps.add(moved);
      return moved;
    }

    @Override
    public Operation finish(Claim claim) {
      if (leftOver > 0) {
        leftOver--;
        return over(claim);
      }
      return billing.history().finish(claim);
    }

    @Override
    public List<PurgedPeriod> purgedPeriods(Optional<Instant> after, int limit) {
      return billing.history().purgedPeriods(after, limit);
    }
  }
}
