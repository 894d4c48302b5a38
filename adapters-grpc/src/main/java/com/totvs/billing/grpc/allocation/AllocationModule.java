package com.totvs.billing.grpc.allocation;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.ExplainAllocation;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.allocation.OrderAllocation;
import com.totvs.billing.application.allocation.PlanAllocation;
import com.totvs.billing.domain.BusinessZone;
import io.grpc.BindableService;
import java.time.Clock;

/// Adds the service that divides cost and closes months.
public final class AllocationModule extends AbstractModule {

  @ProvidesIntoSet
  @Singleton
  BindableService allocation(
      OrderAllocation orderAllocation,
      PlanAllocation planAllocation,
      ExplainAllocation explainAllocation,
      AllocationRules rules,
      AllocationBook book,
      Months months,
      BusinessZone zone,
      Clock clock) {
    return new AllocationEndpoint(
        new RuleAnswers(planAllocation, rules),
        new RunAnswers(orderAllocation, book),
        new LineAnswers(explainAllocation, book, months),
        new MonthAnswers(orderAllocation, months, zone, clock));
  }
}
