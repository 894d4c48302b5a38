package com.totvs.billing.application.memory;

import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGroup;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// The groups that cost and use belong to, under the newest names.
final class CostGroups {
  private final InMemoryBilling store;

  CostGroups(InMemoryBilling store) {
    this.store = store;
  }

  CostGroup of(ReportedCost cost, List<CostDimension> by) {
    return group(
        cost.payer(), Optional.of(cost.origin()), Optional.of(cost.month()), cost.day(), by);
  }

  CostGroup of(Payer payer, List<CostDimension> by) {
    return group(Optional.of(payer), Optional.empty(), Optional.empty(), Optional.empty(), by);
  }

  private CostGroup group(
      Optional<Payer> payer,
      Optional<Origin> origin,
      Optional<YearMonth> month,
      Optional<LocalDate> day,
      List<CostDimension> by) {
    Optional<Origin> resource = origin.filter(_ -> by.contains(CostDimension.RESOURCE));
    Optional<Payer> customer = payer.filter(_ -> by.contains(CostDimension.CUSTOMER));
    return new CostGroup(
        month.filter(_ -> by.contains(CostDimension.MONTH)),
        day.filter(_ -> by.contains(CostDimension.DAY)),
        resource.flatMap(CostGroups::service),
        resource.flatMap(CostGroups::fixed),
        origin
            .filter(_ -> by.contains(CostDimension.RESOURCE_GROUP))
            .flatMap(CostGroups::resourceGroup),
        payer.filter(_ -> by.contains(CostDimension.SOLUTION)).map(one -> solution(one.solution())),
        payer
            .filter(_ -> by.contains(CostDimension.APPLICATION))
            .map(one -> application(one.application())),
        customer.map(Payer::state),
        customer.flatMap(Payer::customer).map(store::customer));
  }

  private static Optional<String> service(Origin origin) {
    return origin instanceof Origin.Azure azure
        ? Optional.of(azure.serviceName())
        : Optional.empty();
  }

  private static Optional<FixedCostId> fixed(Origin origin) {
    return origin instanceof Origin.Fixed(var id) ? Optional.of(id) : Optional.empty();
  }

  private static Optional<ResourceGroup> resourceGroup(Origin origin) {
    return origin instanceof Origin.Azure azure
        ? Optional.of(azure.resourceGroup())
        : Optional.empty();
  }

  private Solution solution(SolutionId id) {
    return new Solution(id, store.solutions.getOrDefault(id, ""));
  }

  private Application application(ApplicationId id) {
    return new Application(id, store.applications.getOrDefault(id, ""));
  }
}
