package com.totvs.billing.application.report;

import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGroup;
import com.totvs.billing.domain.report.CostSummaries;
import com.totvs.billing.domain.report.CostSummary;
import com.totvs.billing.domain.report.CostTotals;
import java.util.List;

/// Groups of cost as tests read them.
final class CostTexts {
  private CostTexts() {}

  static List<String> texts(CostSummaries found, CostDimension... by) {
    return found.summaries().stream().map(one -> text(one, List.of(by))).toList();
  }

  private static String text(CostSummary one, List<CostDimension> by) {
    String keys =
        String.join(" ", by.stream().map(dimension -> key(one.group(), dimension)).toList());
    CostTotals totals = one.totals();
    String told = keys + " " + totals.currency() + " " + totals.collected().toPlainString();
    return by.contains(CostDimension.DAY)
        ? told
        : told + " = " + totals.allocated() + " + " + totals.unallocated().setScale(2);
  }

  static String key(CostGroup group, CostDimension dimension) {
    return switch (dimension) {
      case MONTH -> group.month().orElseThrow().toString();
      case DAY -> group.day().orElseThrow().toString();
      case RESOURCE ->
          group.serviceName().or(() -> group.fixedCost().map(FixedCostId::value)).orElseThrow();
      case RESOURCE_GROUP -> group.resourceGroup().map(ResourceGroup::name).orElse("-");
      case SOLUTION -> group.solution().map(one -> one.id().value()).orElse("-");
      case APPLICATION -> group.application().map(one -> one.id().value()).orElse("-");
      case CUSTOMER -> group.customer().map(Customer::code).map(Object::toString).orElse("-");
    };
  }
}
