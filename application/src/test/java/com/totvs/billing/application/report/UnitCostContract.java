package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostSummary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/// What every [CostReports] tells that a unit of use cost.
public abstract class UnitCostContract extends CostReportsContract {
  @Test
  void cost_for_each_call_and_for_1000_tokens_is_that_of_the_same_use() {
    posted("fee", "10");
    allocate(OCTOBER);

    CostSummary acme = summaries(OCTOBER, OCTOBER, CostDimension.CUSTOMER).summaries().getFirst();

    assertThat(acme.calls()).isEqualTo(3);
    assertThat(acme.costPerCall()).contains(new BigDecimal("2.500000"));
    assertThat(acme.costPer1000Tokens())
        .contains(
            new BigDecimal("7500")
                .divide(BigDecimal.valueOf(acme.tokens()), 6, RoundingMode.HALF_EVEN));
    assertThat(acme.group().customer()).contains(ACME);
    CostSummary all = summaries(OCTOBER, OCTOBER).summaries().getFirst();
    assertThat(all.calls()).isEqualTo(4);
    assertThat(all.costPerCall()).contains(new BigDecimal("2.500000"));
  }

  @Test
  void cost_for_each_call_is_without_what_corrects_other_months() {
    feeEachMonth();
    close(OCTOBER);
    collected(item(3, "Azure OpenAI", "16"));
    usedIn(NOVEMBER);
    allocate(NOVEMBER);

    CostSummary november = summaries(NOVEMBER, NOVEMBER).summaries().getFirst();

    assertThat(november.totals().allocated()).isEqualByComparingTo("26");
    assertThat(november.costPerCall()).contains(new BigDecimal("10.000000"));
  }
}
