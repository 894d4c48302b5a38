package com.totvs.billing.application.allocation;

import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.cost.CostGrouping;
import java.time.YearMonth;

/// Adds allocation rules, and lets them end.
public final class PlanAllocation {
  private final AllocationRules rules;
  private final CostGrouping grouping;

  /// @param grouping by what Azure's cost is told apart, besides the service
  public PlanAllocation(AllocationRules rules, CostGrouping grouping) {
    this.rules = rules;
    this.grouping = grouping;
  }

  /// Adds one; one that is there already, alike in everything, changes nothing.
  ///
  /// @throws com.totvs.billing.domain.BillingException `ALLOCATION_RULE_EXISTS`; `MONTH_CLOSED`
  ///   when its first month is closed; `INVALID_FIELDS` for a tag or dimension that is not
  ///   collected, and for the id `default`; `SCOPE_MISSING`; `SOLUTION_FORBIDDEN` for a caller
  ///   limited to some solutions
  public AllocationRule create(Caller caller, AllocationRule rule) {
    authorize(caller);
    Violations found = new Violations("allocation_rule");
    if (rule.id().equals(RuleId.DEFAULT)) {
      found.add("rule_id", "names the rule that takes what the others leave");
    }
    rule.takes()
        .group()
        .map(CostSelector.Group::grouping)
        .filter(told -> !told.equals(grouping))
        .ifPresent(
            told ->
                found.add(
                    "takes.grouping",
                    told + " is not collected: Azure's cost is grouped by " + grouping));
    found.throwIfAny();
    return rules.create(rule, caller.subject());
  }

  /// Lets one end with a month.
  ///
  /// @throws com.totvs.billing.domain.BillingException `ALLOCATION_RULE_NOT_FOUND`;
  ///   `INVALID_FIELDS` when the month lies before its first; `MONTH_CLOSED` when that changes what
  ///   holds for a closed month; `SCOPE_MISSING`; `SOLUTION_FORBIDDEN`
  public AllocationRule end(Caller caller, RuleId id, YearMonth last) {
    authorize(caller);
    return rules.end(id, last, caller.subject());
  }

  private static void authorize(Caller caller) {
    caller.require(Scope.COST_WRITE);
    caller.requireAllSolutions();
  }
}
