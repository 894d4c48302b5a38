package com.totvs.billing.application.cost;

import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCost.Recurrence;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;

/// The costs that tests use.
public final class Bills {
  public static final ResourceGroup DTA =
      ResourceGroup.parse("11111111-2222-3333-4444-555555555555/rg-dta");
  public static final ResourceGroup SHARED =
      ResourceGroup.parse("11111111-2222-3333-4444-555555555555/rg-shared");
  public static final CostGrouping BY_RESOURCE = CostGrouping.parse("dimension:ResourceId");
  public static final CostGrouping BY_PROJECT = CostGrouping.parse("tag:project");
  public static final Currency BRL = Currency.getInstance("BRL");
  public static final Currency USD = Currency.getInstance("USD");
  public static final YearMonth OCTOBER = YearMonth.of(2026, 10);

  private Bills() {}

  /// What a service cost on a day of October, in reais.
  public static AzureCostItem item(int day, String service, String amount) {
    return item(day, service, "", BRL, amount);
  }

  /// What a service cost on a day of October.
  public static AzureCostItem item(
      int day, String service, String group, Currency currency, String amount) {
    return new AzureCostItem(OCTOBER.atDay(day), service, group, currency, new BigDecimal(amount));
  }

  /// What something cost on a day.
  public static AzureCostItem item(LocalDate day, String amount) {
    return new AzureCostItem(day, "Azure OpenAI", "", BRL, new BigDecimal(amount));
  }

  /// A monthly cost in reais without end that all solutions share.
  public static FixedCost monthly(String id, String amount, YearMonth first) {
    return new FixedCost(
        new FixedCostId(id),
        "Fee " + id,
        BRL,
        new BigDecimal(amount),
        Recurrence.MONTHLY,
        first,
        Optional.empty(),
        Optional.empty());
  }

  /// A cost in reais of one month, of one solution.
  public static FixedCost once(String id, String amount, YearMonth month, SolutionId solution) {
    return new FixedCost(
        new FixedCostId(id),
        "Setup " + id,
        BRL,
        new BigDecimal(amount),
        Recurrence.ONCE,
        month,
        Optional.empty(),
        Optional.of(solution));
  }
}
