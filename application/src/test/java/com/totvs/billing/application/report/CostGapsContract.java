package com.totvs.billing.application.report;

import static com.totvs.billing.application.cost.Bills.BY_RESOURCE;
import static com.totvs.billing.application.cost.Bills.DTA;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.cost.CostBook.Reading;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostSummaries;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which months every [CostReports] names as never allocated, or as outdated.
public abstract class CostGapsContract extends CostReportsContract {
  @Test
  void months_that_were_never_allocated_are_named_and_in_no_group() {
    collected(item(1, "Azure OpenAI", "60"));

    CostSummaries found = summaries(OCTOBER, NOVEMBER, CostDimension.MONTH);

    assertThat(found.gaps().notAllocated()).containsExactly(OCTOBER);
    assertThat(found.summaries()).isEmpty();
    assertThat(found.totals()).isEmpty();
  }

  @Test
  void an_allocation_that_cost_came_after_is_named_as_outdated() {
    feeEachMonth();
    allocate(OCTOBER);
    assertThat(gaps().outdated()).isEmpty();
    collected(item(3, "Azure OpenAI", "5"));
    assertThat(gaps().outdated()).containsExactly(OCTOBER);
    allocate(OCTOBER);
    posted("more", "1");
    assertThat(gaps().outdated()).containsExactly(OCTOBER);

    allocate(OCTOBER);
    allocate(NOVEMBER);
    assertThat(gaps()).isEqualTo(CostGaps.NONE);
    close(OCTOBER);
    assertThat(gaps().outdated()).containsExactly(NOVEMBER);
    allocate(NOVEMBER);
    assertThat(gaps()).isEqualTo(CostGaps.NONE);
  }

  @Test
  void an_allocation_that_late_cost_of_a_closed_month_came_after_is_outdated_too() {
    feeEachMonth();
    close(OCTOBER);
    allocate(NOVEMBER);
    collected(item(3, "Azure OpenAI", "5"));
    assertThat(gaps().outdated()).containsExactly(NOVEMBER);
    allocate(NOVEMBER);
    assertThat(gaps()).isEqualTo(CostGaps.NONE);
    collected(item(3, "Azure OpenAI", "6"));
    assertThat(ports().costReports().gaps(limitedToChat())).isEqualTo(CostGaps.NONE);
  }

  @Test
  void a_month_that_was_closed_with_a_later_one_needs_no_allocation() {
    feeEachMonth();
    close(OCTOBER);
    ports()
        .costBook()
        .keep(
            new Reading(
                DTA,
                OCTOBER.minusMonths(1),
                BY_RESOURCE,
                List.of(item(OCTOBER.minusMonths(1).atDay(1), "5")),
                ports().clock().instant(),
                true));
    allocate(NOVEMBER);

    assertThat(summaries(OCTOBER.minusMonths(1), NOVEMBER).gaps()).isEqualTo(CostGaps.NONE);
    assertThat(summaries(OCTOBER.minusMonths(1), NOVEMBER).totals().getFirst().collected())
        .isEqualByComparingTo("25");
  }
}
