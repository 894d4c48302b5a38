package com.totvs.billing.grpc.allocation;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.grpc.cost.CostWire;
import com.totvs.billing.grpc.wire.Wire;
import java.time.YearMonth;
import java.util.Optional;

/// Reads allocation rules from the wire.
final class AllocationRuleReader {
  private AllocationRuleReader() {}

  /// The rule as told.
  ///
  /// @throws BillingException naming every wrong field
  static AllocationRule read(com.totvs.billing.v1.AllocationRule rule) {
    Violations found = new Violations("");
    RuleId id = found.check(() -> new RuleId(rule.getRuleId()));
    CostSelector takes = found.check("takes", () -> takes(rule.getTakes()));
    Division division = found.check(() -> DivisionReader.read(rule));
    YearMonth first = found.check(() -> Wire.month(rule.getFirstMonth(), "first_month"));
    Optional<YearMonth> last =
        found.check(() -> CostWire.month(rule.hasLastMonth(), rule.getLastMonth(), "last_month"));
    if (rule.getPlace() < 0) {
      found.add("place", "must not be negative");
    }
    if (first != null && last != null && last.isPresent() && last.get().isBefore(first)) {
      found.add("last_month", "lies before first_month");
    }
    found.throwIfAny();
    return new AllocationRule(
        found.valid(id),
        rule.getPlace(),
        found.valid(takes),
        found.valid(division),
        found.valid(first),
        found.valid(last));
  }

  private static CostSelector takes(com.totvs.billing.v1.CostSelector takes) {
    Violations found = new Violations("");
    Optional<ResourceGroup> group =
        found.check(
            "resource_group",
            () -> CostWire.resourceGroup(takes.hasResourceGroup(), takes.getResourceGroup()));
    Optional<String> service =
        found.check(
            () ->
                Wire.told(
                    takes.getServiceName(),
                    "service_name",
                    name -> Require.text(name, "service_name", 1, 255)));
    Optional<CostGrouping> grouping =
        found.check(() -> Wire.told(takes.getGrouping(), "grouping", CostGrouping::parse));
    String value = found.check(() -> Require.text(takes.getGroupValue(), "group_value", 0, 2_048));
    if (takes.getGrouping().isEmpty() && !takes.getGroupValue().isEmpty()) {
      found.add("grouping", "is missing: group_value is a value of what?");
    }
    Optional<FixedCostId> fixed =
        found.check(() -> Wire.told(takes.getFixedCostId(), "fixed_cost_id", FixedCostId::new));
    if (!takes.getFixedCostId().isEmpty()
        && (takes.hasResourceGroup()
            || !takes.getServiceName().isEmpty()
            || !takes.getGrouping().isEmpty())) {
      found.add("fixed_cost_id", "is no cost of Azure's: name one or the other");
    }
    found.throwIfAny();
    return new CostSelector(
        found.valid(group),
        found.valid(service),
        found.valid(grouping).map(one -> new CostSelector.Group(one, found.valid(value))),
        found.valid(fixed));
  }
}
