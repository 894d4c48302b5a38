package com.totvs.billing.bootstrap.admin;

import com.google.type.Money;
import com.totvs.billing.v1.CostDimension;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.CostGroup;
import com.totvs.billing.v1.CostSummary;
import com.totvs.billing.v1.CostTotals;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.SummarizeCostRequest;
import com.totvs.billing.v1.SummarizeCostResponse;
import io.grpc.Channel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// A report on cost, as a command prints it.
final class CostReport {
  private static final List<String> AMOUNTS =
      List.of(
          "currency",
          "collected",
          "allocated",
          "unallocated",
          "late",
          "calls",
          "per_call",
          "per_1000_tokens",
          "month_before");

  private final List<CostDimension> by;

  CostReport(List<CostDimension> by) {
    this.by = List.copyOf(by);
  }

  /// Prints the groups, and for people all of them together, and returns the exit code. Says on
  /// standard error which months are still to be allocated, or to be allocated again.
  int print(CommandSpec spec, Channel channel, CostFilter filter, Limit limit, Printed printed) {
    List<SummarizeCostResponse> pages = new ArrayList<>();
    List<List<Object>> shown =
        limit.rows(
            (size, token) -> page(channel, filter, size, token),
            page -> {
              pages.add(page);
              return page.getSummariesList().stream().map(this::row).toList();
            },
            SummarizeCostResponse::getNextPageToken);
    if (printed.forPeople() && !by.isEmpty()) {
      pages.getLast().getTotalsList().forEach(one -> shown.add(all(one)));
    }
    PrintWriter err = spec.commandLine().getErr();
    CostGapsTold.notAllocated(err, pages.getLast().getNotAllocatedMonthsList());
    CostGapsTold.outdated(err, pages.getLast().getOutdatedMonthsList());
    return printed.print(names(), shown);
  }

  private SummarizeCostResponse page(Channel channel, CostFilter filter, int size, String token) {
    return ReportServiceGrpc.newBlockingStub(channel)
        .summarizeCost(
            SummarizeCostRequest.newBuilder()
                .setFilter(filter)
                .addAllGroupBy(by)
                .setPageSize(size)
                .setPageToken(token)
                .build());
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    by.forEach(
        one ->
            names.add(one.name().substring("COST_DIMENSION_".length()).toLowerCase(Locale.ROOT)));
    names.addAll(AMOUNTS);
    return names;
  }

  private List<Object> row(CostSummary summary) {
    List<Object> row = new ArrayList<>();
    by.forEach(one -> row.add(key(one, summary.getGroup())));
    row.addAll(amounts(summary.getTotals()));
    row.add(summary.getCalls());
    row.add(summary.getCostPerCall().getValue());
    row.add(summary.getCostPer1000Tokens().getValue());
    row.add(summary.hasPreviousMonth() ? CostRow.amount(summary.getPreviousMonth()) : "");
    return row;
  }

  private List<Object> all(CostTotals totals) {
    List<Object> row = new ArrayList<>();
    by.forEach(_ -> row.add(row.isEmpty() ? "(all)" : ""));
    row.addAll(amounts(totals));
    row.addAll(List.of("", "", "", ""));
    return row;
  }

  private static List<Object> amounts(CostTotals totals) {
    return totals.hasExactAmount()
        ? List.of(totals.getCurrencyCode(), totals.getExactAmount().getValue(), "", "", "")
        : List.of(
            totals.getCurrencyCode(),
            amount(totals.getCollected()),
            amount(totals.getAllocated()),
            amount(totals.getUnallocated()),
            amount(totals.getCorrections()));
  }

  private static String amount(Money money) {
    return CostRow.amount(money);
  }

  private static String key(CostDimension dimension, CostGroup group) {
    return switch (dimension) {
      case COST_DIMENSION_MONTH -> MonthText.of(group.getMonth());
      case COST_DIMENSION_DAY -> CostRow.day(group.getDay());
      case COST_DIMENSION_RESOURCE ->
          group.getFixedCostId().isEmpty() ? group.getServiceName() : group.getFixedCostId();
      case COST_DIMENSION_RESOURCE_GROUP ->
          group.hasResourceGroup() ? CostRow.name(group.getResourceGroup()) : "";
      case COST_DIMENSION_SOLUTION -> group.getSolution().getProjectId();
      case COST_DIMENSION_APPLICATION -> group.getApplication().getProjectId();
      case COST_DIMENSION_CUSTOMER -> customer(group);
      case COST_DIMENSION_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private static String customer(CostGroup group) {
    return switch (group.getSettlementState()) {
      case SETTLEMENT_STATE_WAITING -> "(waiting)";
      case SETTLEMENT_STATE_SET_ASIDE -> "(set aside)";
      case SETTLEMENT_STATE_SETTLED ->
          group.getCustomer().getCode() + " " + group.getCustomer().getName();
      case SETTLEMENT_STATE_UNSPECIFIED, UNRECOGNIZED -> "(unallocated)";
    };
  }
}
