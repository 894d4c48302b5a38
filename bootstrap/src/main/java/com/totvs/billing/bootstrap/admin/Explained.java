package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.v1.CostItemFilter;
import com.totvs.billing.v1.ExplainAllocationResponse;
import com.totvs.billing.v1.MeterQuantities;
import com.totvs.billing.v1.SettlementState;
import com.totvs.billing.v1.UsageFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Why a line of an allocation is what it is, as a command prints it.
final class Explained {
  private Explained() {}

  static List<List<Object>> rows(ExplainAllocationResponse told) {
    List<List<Object>> rows = new ArrayList<>();
    List<Object> line = AllocationRow.of(told.getAllocation());
    for (int i = 0; i < line.size(); i++) {
      rows.add(List.of(AllocationRow.LINES.get(i), line.get(i)));
    }
    rows.add(List.of("month sum, exact", told.getExactAmount().getValue()));
    rows.add(List.of("month sum", CostRow.amount(told.getAmount())));
    rows.add(List.of("rule divides", AllocationRow.of(told.getAllocationRule()).get(3)));
    rows.add(List.of("payer used", text(told.getPayerUsage())));
    rows.add(List.of("carriers used", text(told.getCarriersUsage())));
    rows.add(List.of("usage_filter", told.hasUsageFilter() ? options(told.getUsageFilter()) : ""));
    rows.add(
        List.of(
            "cost_item_filter", told.hasCostItemFilter() ? options(told.getCostItemFilter()) : ""));
    return rows;
  }

  private static String text(MeterQuantities used) {
    return "%,d calls, %,d input tokens, %,d output tokens, %,d image KB"
        .formatted(
            used.getCalls(), used.getInputTokens(), used.getOutputTokens(), used.getImageSizeKb());
  }

  // As the options of export and report, which show the records behind the line.
  private static String options(UsageFilter filter) {
    String state =
        filter.getSettlementState() == SettlementState.SETTLEMENT_STATE_UNSPECIFIED
            ? ""
            : filter
                .getSettlementState()
                .name()
                .substring("SETTLEMENT_STATE_".length())
                .toLowerCase(Locale.ROOT);
    return "--month "
        + MonthText.of(filter.getPeriod().getMonth())
        + option("--solution", filter.getSolutionProjectId())
        + option("--application", filter.getApplicationProjectId())
        + option("--customer", filter.getCustomerCode())
        + option("--state", state);
  }

  // As the options of cost items, which shows the items of all resource groups.
  private static String options(CostItemFilter filter) {
    String revision = filter.getRevision() == 0 ? "" : String.valueOf(filter.getRevision());
    return "--month " + MonthText.of(filter.getMonth()) + option("--revision", revision);
  }

  private static String option(String name, String value) {
    return value.isEmpty() ? "" : " " + name + " " + value;
  }
}
