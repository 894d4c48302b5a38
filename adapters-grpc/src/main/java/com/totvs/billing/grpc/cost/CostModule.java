package com.totvs.billing.grpc.cost;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.cost.CollectCost;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.cost.ListCostSources;
import com.totvs.billing.application.cost.PlanFixedCosts;
import com.totvs.billing.application.cost.PostFixedCosts;
import io.grpc.BindableService;

/// Adds the service that collects and posts cost.
public final class CostModule extends AbstractModule {

  @ProvidesIntoSet
  @Singleton
  BindableService cost(
      CollectCost collectCost,
      CostBook book,
      ListCostSources sources,
      PlanFixedCosts planFixedCosts,
      PostFixedCosts postFixedCosts,
      FixedCosts fixedCosts) {
    return new CostEndpoint(collectCost, book, sources, planFixedCosts, postFixedCosts, fixedCosts);
  }
}
