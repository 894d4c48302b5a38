package com.totvs.billing.application.report;

import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.report.CostTexts.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostSummaries;
import com.totvs.billing.domain.report.CostTotals;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where every [CostReports] shows cost that came after its month was closed: in one later month.
public abstract class LateCostContract extends CostReportsContract {
  @Test
  void a_closed_month_keeps_its_lines_and_what_came_late_is_in_the_next_as_a_correction() {
    posted("fee", "10");
    close(OCTOBER);
    collected(item(3, "Azure OpenAI", "16"));
    allocate(NOVEMBER);

    assertThat(texts(summaries(OCTOBER, OCTOBER, CostDimension.RESOURCE), CostDimension.RESOURCE))
        .containsExactly("fee BRL 10.00 = 10.00 + 0.00");
    CostSummaries november = summaries(NOVEMBER, NOVEMBER, CostDimension.RESOURCE);
    assertThat(november.totals())
        .extracting(CostTotals::collected, CostTotals::corrections)
        .containsExactly(tuple(new BigDecimal("16.00"), new BigDecimal("16.00")));
  }

  @Test
  void what_came_late_is_never_reported_twice_when_a_month_was_reopened() {
    feeEachMonth();
    close(OCTOBER);
    collected(item(3, "Azure OpenAI", "5"));
    allocate(NOVEMBER);
    assertThat(reported()).isEqualTo("25.00");

    reopen(OCTOBER);
    allocate(OCTOBER);
    assertThat(reported()).isEqualTo("15.00");
    assertThat(gaps().notAllocated()).containsExactly(NOVEMBER);
    assertThat(ports().months().list(NOVEMBER, Optional.empty(), 1).getFirst().run()).isEmpty();

    close(OCTOBER);
    assertThat(reported()).isEqualTo("15.00");
    allocate(NOVEMBER);
    assertThat(reported()).isEqualTo("25.00");
    assertThat(gaps()).isEqualTo(CostGaps.NONE);
  }

  private void reopen(YearMonth month) {
    var _ = ports().months().reopen(month, "ana", "wrong");
  }

  private String reported() {
    return summaries(OCTOBER, NOVEMBER).totals().getFirst().collected().toString();
  }
}
