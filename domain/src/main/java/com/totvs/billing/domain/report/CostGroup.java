package com.totvs.billing.domain.report;

import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.usage.SettlementState;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// What the cost of a group has in common. What was not grouped by is empty, and so is what the
/// cost does not have: a fixed cost has no resource group, and what is unallocated no payer.
public record CostGroup(
    Optional<YearMonth> month,
    Optional<LocalDate> day,
    Optional<String> serviceName,
    Optional<FixedCostId> fixedCost,
    Optional<ResourceGroup> resourceGroup,
    Optional<Solution> solution,
    Optional<Application> application,
    Optional<SettlementState> state,
    Optional<Customer> customer) {

  private static final String AZURE = "A";
  private static final String FIXED = "F";

  /// The texts that groups of these dimensions are ordered by, compared code point by code point:
  /// one for each dimension, empty where the cost does not have it. Those of resources begin with A
  /// for Azure's services and F for fixed costs; those of customers are the state (0 settled, 1
  /// waiting, 2 set aside) and the code.
  public List<String> key(List<CostDimension> dimensions) {
    return dimensions.stream().map(this::key).toList();
  }

  private String key(CostDimension dimension) {
    return switch (dimension) {
      case MONTH -> month.map(YearMonth::toString).orElse("");
      case DAY -> day.map(LocalDate::toString).orElse("");
      case RESOURCE ->
          serviceName
              .map(name -> AZURE + name)
              .or(() -> fixedCost.map(id -> FIXED + id.value()))
              .orElse("");
      case RESOURCE_GROUP -> resourceGroup.map(ResourceGroup::toString).orElse("");
      case SOLUTION -> solution.map(one -> one.id().value()).orElse("");
      case APPLICATION -> application.map(one -> one.id().value()).orElse("");
      case CUSTOMER ->
          state
              .map(one -> UsageGroup.rank(one) + customer.map(who -> who.code().value()).orElse(""))
              .orElse("");
    };
  }
}
