package com.totvs.billing.grpc.report;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGroup;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummary;
import com.totvs.billing.domain.report.CostTotals;
import com.totvs.billing.grpc.cost.CostWire;
import com.totvs.billing.grpc.usage.UsageWire;
import com.totvs.billing.grpc.wire.MoneyWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.ExportCostRequest;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// Reports on cost, between the wire's words and the domain's.
final class CostReportWire {
  private CostReportWire() {}

  /// What a filter asks for, as far as the caller may see.
  static CostQuery query(
      CostFilter filter, List<com.totvs.billing.v1.CostDimension> groupBy, Caller caller) {
    Violations found = new Violations("");
    YearMonth first =
        found.check("filter", () -> Wire.month(filter.getFirstMonth(), "first_month"));
    Optional<YearMonth> last =
        found.check(
            "filter",
            () -> CostWire.month(filter.hasLastMonth(), filter.getLastMonth(), "last_month"));
    Optional<SolutionId> solution =
        found.check(
            "filter",
            () -> Wire.told(filter.getSolutionProjectId(), "solution_project_id", SolutionId::new));
    Optional<ApplicationId> application =
        found.check(
            "filter",
            () ->
                Wire.told(
                    filter.getApplicationProjectId(),
                    "application_project_id",
                    ApplicationId::new));
    Optional<CustomerCode> customer =
        found.check(
            "filter",
            () -> Wire.told(filter.getCustomerCode(), "customer_code", CustomerCode::new));
    List<CostDimension> dimensions = found.check(() -> dimensions(groupBy));
    if (first != null && last != null && last.isPresent()) {
      found.check(() -> CostQuery.requireSpan(first, last.get()));
    }
    found.throwIfAny();
    return new CostQuery(
        found.valid(first),
        found.valid(last).orElse(found.valid(first)),
        found.valid(solution),
        found.valid(application),
        found.valid(customer),
        caller.solutions(),
        found.valid(dimensions));
  }

  /// Notes what is wrong with the format, and with the filter for it.
  static void checkFormat(ExportCostRequest request, Violations found) {
    switch (request.getFormat()) {
      case COST_EXPORT_FORMAT_FLAT -> {}
      case COST_EXPORT_FORMAT_FOCUS_1_2, COST_EXPORT_FORMAT_FOCUS_1_3 -> {
        CostFilter filter = request.getFilter();
        String why = "is not for FOCUS, whose rows add up to whole charges";
        if (!filter.getSolutionProjectId().isEmpty()) {
          found.add("filter.solution_project_id", why);
        }
        if (!filter.getApplicationProjectId().isEmpty()) {
          found.add("filter.application_project_id", why);
        }
        if (!filter.getCustomerCode().isEmpty()) {
          found.add("filter.customer_code", why);
        }
      }
      case COST_EXPORT_FORMAT_UNSPECIFIED, UNRECOGNIZED ->
          found.add("format", "must be FLAT, FOCUS_1_2 or FOCUS_1_3");
    }
  }

  private static List<CostDimension> dimensions(List<com.totvs.billing.v1.CostDimension> groupBy) {
    Violations found = new Violations("");
    List<CostDimension> dimensions = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      com.totvs.billing.v1.CostDimension told = groupBy.get(i);
      String field = "group_by[" + i + "]";
      CostDimension dimension = found.check(() -> dimension(told, field));
      if (dimension != null && dimensions.contains(dimension)) {
        found.add(field, "is there already");
      } else if (dimension != null) {
        dimensions.add(dimension);
      }
    }
    found.throwIfAny();
    return dimensions;
  }

  private static CostDimension dimension(
      com.totvs.billing.v1.CostDimension dimension, String field) {
    return switch (dimension) {
      case COST_DIMENSION_MONTH -> CostDimension.MONTH;
      case COST_DIMENSION_DAY -> CostDimension.DAY;
      case COST_DIMENSION_RESOURCE -> CostDimension.RESOURCE;
      case COST_DIMENSION_RESOURCE_GROUP -> CostDimension.RESOURCE_GROUP;
      case COST_DIMENSION_SOLUTION -> CostDimension.SOLUTION;
      case COST_DIMENSION_APPLICATION -> CostDimension.APPLICATION;
      case COST_DIMENSION_CUSTOMER -> CostDimension.CUSTOMER;
      case COST_DIMENSION_UNSPECIFIED, UNRECOGNIZED ->
          throw BillingException.invalid(field, "must be something that cost can be grouped by");
    };
  }

  static com.totvs.billing.v1.CostSummary summary(CostSummary summary, boolean daily) {
    com.totvs.billing.v1.CostSummary.Builder told =
        com.totvs.billing.v1.CostSummary.newBuilder()
            .setGroup(group(summary.group()))
            .setTotals(totals(summary.totals(), daily))
            .setCalls(summary.calls())
            .setTokens(summary.tokens());
    if (!daily) {
      summary.costPerCall().map(Wire::decimal).ifPresent(told::setCostPerCall);
      summary.costPer1000Tokens().map(Wire::decimal).ifPresent(told::setCostPer1000Tokens);
    }
    Currency currency = summary.totals().currency();
    summary
        .previousMonth()
        .map(amount -> MoneyWire.money(currency, amount))
        .ifPresent(told::setPreviousMonth);
    return told.build();
  }

  private static com.totvs.billing.v1.CostGroup group(CostGroup group) {
    com.totvs.billing.v1.CostGroup.Builder told = com.totvs.billing.v1.CostGroup.newBuilder();
    group.month().map(Wire::date).ifPresent(told::setMonth);
    group.day().map(Wire::date).ifPresent(told::setDay);
    group.serviceName().ifPresent(told::setServiceName);
    group.fixedCost().map(FixedCostId::value).ifPresent(told::setFixedCostId);
    group.resourceGroup().map(CostWire::resourceGroup).ifPresent(told::setResourceGroup);
    group.solution().map(Wire::solution).ifPresent(told::setSolution);
    group.application().map(Wire::application).ifPresent(told::setApplication);
    group.state().map(UsageWire::state).ifPresent(told::setSettlementState);
    group.customer().map(Wire::customer).ifPresent(told::setCustomer);
    return told.build();
  }

  static com.totvs.billing.v1.CostTotals totals(CostTotals totals, boolean daily) {
    com.totvs.billing.v1.CostTotals.Builder told =
        com.totvs.billing.v1.CostTotals.newBuilder()
            .setCurrencyCode(totals.currency().getCurrencyCode());
    if (daily) {
      return told.setExactAmount(Wire.decimal(totals.collected())).build();
    }
    return told.setCollected(money(totals, totals.collected()))
        .setAllocated(money(totals, totals.allocated()))
        .setUnallocated(money(totals, totals.unallocated()))
        .setCorrections(money(totals, totals.corrections()))
        .build();
  }

  private static com.google.type.Money money(CostTotals totals, BigDecimal amount) {
    return MoneyWire.money(totals.currency(), amount);
  }
}
