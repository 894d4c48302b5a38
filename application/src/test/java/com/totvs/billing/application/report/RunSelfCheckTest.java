package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.operation.Orders.selfCheck;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.allocation.CheckClosings;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Result;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RunSelfCheckTest {
  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);

  @Test
  void where_nothing_is_wrong_each_thing_looked_at_is_told() {
    ScriptedTotals totals = new ScriptedTotals(billing, 3);

    Result.Checked checked = checked(run(totals));

    assertThat(checked.right()).isTrue();
    assertThat(checked.findings())
        .extracting(Finding::detail)
        .containsExactly("", "3 days were compared");
    assertThat(totals.checked).hasSize(3).isSorted();
  }

  @Test
  void what_is_wrong_is_told_after_how_much_there_is() {
    Result.Checked checked = checked(run(new ScriptedTotals(billing, 3, 1)));

    assertThat(checked.right()).isFalse();
    assertThat(checked.findings()).extracting(Finding::right).containsExactly(true, false, false);
    assertThat(checked.findings().getLast().subject())
        .isEqualTo("the totals of " + ScriptedTotals.day(1));
  }

  @Test
  void of_very_much_that_is_wrong_only_the_first_hundred_things_are_told() {
    Integer[] wrong = IntStream.range(0, 150).boxed().toArray(Integer[]::new);

    Result.Checked checked = checked(run(new ScriptedTotals(billing, 150, wrong)));

    assertThat(checked.findings()).hasSize(2 + 100);
    assertThat(checked.findings().get(1).detail()).startsWith("150 things are wrong");
  }

  @Test
  void a_check_that_is_cancelled_ends_after_the_day() {
    ScriptedTotals totals = new ScriptedTotals(billing, 3);
    totals.cancelAfter = 1;

    Operation over = run(totals);

    assertThat(over.ending()).contains(new Ending.Cancelled(NOW));
    assertThat(totals.checked).containsExactly(ScriptedTotals.day(0));
  }

  private static Result.Checked checked(Operation over) {
    return (Result.Checked) ((Ending.Succeeded) over.ending().orElseThrow()).result();
  }

  private Operation run(ScriptedTotals totals) {
    return totals.outcome(
        selfCheck(),
        new RunSelfCheck(
            totals, new CheckClosings(billing.allocationBook()), billing.operations(), clock));
  }
}
