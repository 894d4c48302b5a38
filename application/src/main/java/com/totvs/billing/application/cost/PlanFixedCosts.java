package com.totvs.billing.application.cost;

import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import java.time.YearMonth;

/// Adds fixed costs, and lets them end.
public final class PlanFixedCosts {
  private final FixedCosts fixedCosts;

  public PlanFixedCosts(FixedCosts fixedCosts) {
    this.fixedCosts = fixedCosts;
  }

  /// Adds one; one that is there already, alike in everything, changes nothing.
  ///
  /// @throws com.totvs.billing.domain.BillingException `FIXED_COST_EXISTS`; `SCOPE_MISSING`;
  ///   `SOLUTION_FORBIDDEN` for a caller limited to some solutions
  public FixedCost create(Caller caller, FixedCost cost) {
    authorize(caller);
    return fixedCosts.create(cost, caller.subject());
  }

  /// Lets one end with a month; what is posted stays. While nothing is, a month before its first
  /// takes it back.
  ///
  /// @throws com.totvs.billing.domain.BillingException `FIXED_COST_NOT_FOUND`; `INVALID_FIELDS`
  ///   when the month lies before one that is posted already; `MONTH_CLOSED`; `SCOPE_MISSING`;
  ///   `SOLUTION_FORBIDDEN`
  public FixedCost end(Caller caller, FixedCostId id, YearMonth last) {
    authorize(caller);
    return fixedCosts.end(id, last, caller.subject());
  }

  private static void authorize(Caller caller) {
    caller.require(Scope.COST_WRITE);
    caller.requireAllSolutions();
  }
}
