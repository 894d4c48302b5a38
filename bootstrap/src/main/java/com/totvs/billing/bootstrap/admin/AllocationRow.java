package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationDifference;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationRun;
import com.totvs.billing.v1.CostBalance;
import com.totvs.billing.v1.CostCarrier;
import com.totvs.billing.v1.CostMonth;
import com.totvs.billing.v1.CostOrigin;
import com.totvs.billing.v1.CostPayer;
import com.totvs.billing.v1.CostSelector;
import com.totvs.billing.v1.MonthClosing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows of allocations and months, as a command prints them.
final class AllocationRow {
  static final List<String> BALANCES =
      List.of("run", "sums", "lines", "currency", "collected", "allocated", "unallocated", "late");
  static final List<String> RULES =
      List.of("place", "rule", "takes", "divides", "carriers", "first", "last");
  static final List<String> RUNS =
      List.of("run", "month", "created", "requested_by", "lines", "charged", "digest");
  static final List<String> LINES =
      List.of(
          "line",
          "cost",
          "for_month",
          "solution",
          "application",
          "customer",
          "quantity",
          "of",
          "unit",
          "amount",
          "currency",
          "rule");
  static final List<String> DIFFERENCES =
      List.of(
          "cost",
          "for_month",
          "solution",
          "application",
          "customer",
          "before",
          "after",
          "currency");
  static final List<String> MONTHS =
      List.of("month", "state", "run", "closed", "closed_by", "forced", "reopened");

  private AllocationRow() {}

  /// A row for each currency; one without amounts where nothing was divided.
  static List<List<Object>> of(AllocationOutcome outcome) {
    List<CostBalance> balances =
        outcome.getBalancesCount() == 0
            ? List.of(CostBalance.getDefaultInstance())
            : outcome.getBalancesList();
    return balances.stream()
        .map(
            balance ->
                List.<Object>of(
                    outcome.getRun(),
                    outcome.getSums(),
                    outcome.getLines(),
                    balance.getCurrencyCode(),
                    CostRow.amount(balance.getCollected()),
                    CostRow.amount(balance.getAllocated()),
                    CostRow.amount(balance.getUnallocated()),
                    CostRow.amount(balance.getCorrections())))
        .toList();
  }

  static List<Object> of(AllocationRule rule) {
    return List.of(
        rule.getPlace(),
        rule.getRuleId(),
        takes(rule.getTakes()),
        divides(rule),
        carriers(rule),
        MonthText.of(rule.getFirstMonth()),
        MonthText.of(rule.hasLastMonth(), rule.getLastMonth()));
  }

  private static String takes(CostSelector takes) {
    List<String> parts = new ArrayList<>();
    if (takes.hasResourceGroup()) {
      parts.add(CostRow.name(takes.getResourceGroup()));
    }
    parts.add(takes.getServiceName());
    if (!takes.getGrouping().isEmpty()) {
      parts.add(takes.getGrouping() + "=" + takes.getGroupValue());
    }
    parts.add(takes.getFixedCostId());
    String all = parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    return all.isEmpty() ? "everything" : all;
  }

  private static String divides(AllocationRule rule) {
    return switch (rule.getDivisionCase()) {
      case PROPORTIONAL ->
          rule.getProportional().getWeightsList().stream()
              .map(
                  one ->
                      one.getMeter().name().substring("METER_".length()).toLowerCase(Locale.ROOT)
                          + "="
                          + one.getWeight().getValue())
              .collect(Collectors.joining(" "));
      case EVEN -> "even";
      case FIXED -> "fixed";
      case DIVISION_NOT_SET -> "";
    };
  }

  private static String carriers(AllocationRule rule) {
    Stream<String> named =
        switch (rule.getDivisionCase()) {
          case PROPORTIONAL ->
              rule.getProportional().getCarriersList().stream().map(AllocationRow::name);
          case EVEN -> rule.getEven().getCarriersList().stream().map(AllocationRow::name);
          case FIXED ->
              rule.getFixed().getPartsList().stream()
                  .map(part -> name(part.getCarrier()) + "=" + part.getPercentage().getValue());
          case DIVISION_NOT_SET -> Stream.empty();
        };
    String all = named.collect(Collectors.joining(" "));
    return all.isEmpty() ? "all" : all;
  }

  private static String name(CostCarrier carrier) {
    return carrier.hasSolutionProjectId()
        ? "solution/" + carrier.getSolutionProjectId()
        : "application/" + carrier.getApplicationProjectId();
  }

  static List<Object> of(AllocationRun run) {
    return List.of(
        run.getRun(),
        MonthText.of(run.getMonth()),
        OperationsCommand.time(run.getCreateTime()),
        run.getRequestedBy(),
        run.getLines(),
        run.getBalancesList().stream()
            .map(one -> CostRow.amount(one.getCollected()) + " " + one.getCurrencyCode())
            .collect(Collectors.joining(", ")),
        run.getLinesDigest().substring(0, Math.min(12, run.getLinesDigest().length())));
  }

  static List<Object> of(Allocation line) {
    return List.of(
        line.getAllocationId(),
        origin(line.getOrigin()),
        MonthText.of(line.hasForMonth(), line.getForMonth()),
        line.getPayer().getSolutionProjectId(),
        line.getPayer().getApplicationProjectId(),
        customer(line.hasPayer(), line.getPayer()),
        line.getDriverQuantity().getValue(),
        line.getDriverTotal().getValue(),
        line.getDriver().name().substring("ALLOCATION_DRIVER_".length()).toLowerCase(Locale.ROOT),
        CostRow.amount(line.getAmount()),
        line.getAmount().getCurrencyCode(),
        line.getRuleId());
  }

  static List<Object> of(AllocationDifference one) {
    return List.of(
        origin(one.getOrigin()),
        MonthText.of(one.hasForMonth(), one.getForMonth()),
        one.getPayer().getSolutionProjectId(),
        one.getPayer().getApplicationProjectId(),
        customer(one.hasPayer(), one.getPayer()),
        CostRow.amount(one.getAmount()),
        CostRow.amount(one.getOtherAmount()),
        one.getAmount().getCurrencyCode());
  }

  static List<Object> of(CostMonth month) {
    MonthClosing newest =
        month.getClosingsCount() == 0 ? MonthClosing.getDefaultInstance() : month.getClosings(0);
    return List.of(
        MonthText.of(month.getMonth()),
        month.getClosed() ? "closed" : "open",
        month.getRun(),
        newest.hasCloseTime() ? OperationsCommand.time(newest.getCloseTime()) : "",
        newest.getClosedBy(),
        newest.getForceReason(),
        newest.getReopenReason());
  }

  private static String origin(CostOrigin origin) {
    return switch (origin.getOriginCase()) {
      case FIXED_COST_ID -> origin.getFixedCostId();
      case AZURE ->
          Stream.of(
                  origin.getAzure().getServiceName(),
                  origin.getAzure().getResourceGroup().getName(),
                  origin.getAzure().getGroupValue())
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(" "));
      case ORIGIN_NOT_SET -> "";
    };
  }

  private static String customer(boolean told, CostPayer payer) {
    if (!told) {
      return "(unallocated)";
    }
    return switch (payer.getSettlementState()) {
      case SETTLEMENT_STATE_WAITING -> "(waiting)";
      case SETTLEMENT_STATE_SET_ASIDE -> "(set aside)";
      default -> payer.getCustomerCode();
    };
  }
}
