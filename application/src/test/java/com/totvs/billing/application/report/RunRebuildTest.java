package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.operation.Orders.rebuild;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunRebuildTest {
  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);

  @Test
  void every_day_is_rebuilt_and_those_that_were_wrong_are_counted() {
    ScriptedTotals totals = new ScriptedTotals(billing, 4, 1, 3);

    Operation over = run(totals);

    assertThat(over.ending()).contains(new Ending.Succeeded(NOW, new Result.Rebuilt(4, 2)));
    assertThat(over.progress()).isEqualTo(new Progress(4, 4, List.of()));
    assertThat(totals.rebuilt).hasSize(4).isSorted();
  }

  @Test
  void nothing_to_rebuild_is_a_success() {
    assertThat(run(new ScriptedTotals(billing, 0)).ending())
        .contains(new Ending.Succeeded(NOW, new Result.Rebuilt(0, 0)));
  }

  @Test
  void a_rebuild_that_is_cancelled_ends_after_the_day() {
    ScriptedTotals totals = new ScriptedTotals(billing, 4);
    totals.cancelAfter = 2;

    Operation over = run(totals);

    assertThat(over.ending()).contains(new Ending.Cancelled(NOW));
    assertThat(totals.rebuilt).containsExactly(ScriptedTotals.day(0), ScriptedTotals.day(1));
  }

  @Test
  void a_rebuild_that_is_cancelled_before_it_begins_rebuilds_nothing() {
    ScriptedTotals totals = new ScriptedTotals(billing, 4);
    totals.cancelAfter = 0;

    assertThat(run(totals).ending()).contains(new Ending.Cancelled(NOW));
    assertThat(totals.rebuilt).isEmpty();
  }

  private Operation run(ScriptedTotals totals) {
    return totals.outcome(rebuild(), new RunRebuild(totals, billing.operations(), clock));
  }
}
