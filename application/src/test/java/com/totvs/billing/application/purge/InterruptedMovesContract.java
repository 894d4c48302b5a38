package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.ClaimLostException;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What every [UsageHistory] makes of moves that stop on their way: what was moved stays moved.
public abstract class InterruptedMovesContract extends MovesContract {
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
}
