package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostSummary;
import org.junit.jupiter.api.Test;

/// How every [CostReports] sets a month beside the one before it.
public abstract class PreviousMonthContract extends CostReportsContract {
  @Test
  void a_month_is_shown_beside_the_one_before_it() {
    feeEachMonth();
    usedIn(NOVEMBER);
    allocate(OCTOBER);
    allocate(NOVEMBER);

    assertThat(summaries(OCTOBER, NOVEMBER, CostDimension.MONTH).summaries())
        .extracting(one -> one.group().month().orElseThrow() + " " + one.previousMonth())
        .containsExactly("2026-10 Optional.empty", "2026-11 Optional[10.00]");
    assertThat(
            summaries(NOVEMBER, NOVEMBER, CostDimension.MONTH, CostDimension.SOLUTION).summaries())
        .extracting(one -> one.group().solution().orElseThrow().id() + " " + one.previousMonth())
        .containsExactly("carol-chat Optional[2.50]", "dta-vision Optional[7.50]");
  }

  @Test
  void a_group_that_cost_something_only_in_the_month_before_is_shown_with_nothing() {
    feeEachMonth();
    usedIn(NOVEMBER);
    allocate(OCTOBER);
    assertThat(
            summaries(OCTOBER, NOVEMBER, CostDimension.MONTH, CostDimension.SOLUTION).summaries())
        .hasSize(2);
    allocate(NOVEMBER);

    CostSummary vanished =
        summaries(NOVEMBER, NOVEMBER, CostDimension.MONTH, CostDimension.SOLUTION)
            .summaries()
            .getFirst();

    assertThat(vanished.group().solution()).contains(CHAT);
    assertThat(vanished.totals().collected()).isEqualByComparingTo("0");
    assertThat(vanished.calls()).isZero();
    assertThat(vanished.costPerCall()).isEmpty();
  }
}
