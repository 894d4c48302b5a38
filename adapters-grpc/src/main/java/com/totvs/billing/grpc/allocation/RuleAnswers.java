package com.totvs.billing.grpc.allocation;

import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.PlanAllocation;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.CreateAllocationRuleResponse;
import com.totvs.billing.v1.EndAllocationRuleRequest;
import com.totvs.billing.v1.EndAllocationRuleResponse;
import com.totvs.billing.v1.ListAllocationRulesRequest;
import com.totvs.billing.v1.ListAllocationRulesResponse;
import java.time.YearMonth;
import java.util.List;

/// Answers what is asked of allocation rules.
final class RuleAnswers {
  private final PlanAllocation planAllocation;
  private final AllocationRules rules;

  RuleAnswers(PlanAllocation planAllocation, AllocationRules rules) {
    this.planAllocation = planAllocation;
    this.rules = rules;
  }

  CreateAllocationRuleResponse create(CreateAllocationRuleRequest request, Caller caller) {
    Violations found = new Violations("");
    AllocationRule rule =
        found.check(
            "allocation_rule", () -> AllocationRuleReader.read(request.getAllocationRule()));
    return CreateAllocationRuleResponse.newBuilder()
        .setAllocationRule(
            AllocationRuleWire.rule(planAllocation.create(caller, found.valid(rule))))
        .build();
  }

  EndAllocationRuleResponse end(EndAllocationRuleRequest request, Caller caller) {
    Violations found = new Violations("");
    RuleId id = found.check(() -> new RuleId(request.getRuleId()));
    YearMonth last = found.check(() -> Wire.month(request.getLastMonth(), "last_month"));
    return EndAllocationRuleResponse.newBuilder()
        .setAllocationRule(
            AllocationRuleWire.rule(planAllocation.end(caller, found.valid(id), found.valid(last))))
        .build();
  }

  ListAllocationRulesResponse list(ListAllocationRulesRequest request, Caller caller) {
    caller.requireAllSolutions();
    Page page = Page.of(request, caller);
    List<AllocationRule> read =
        rules.list(page.after(position -> new RuleId(position.getFirst())), page.limit());
    return ListAllocationRulesResponse.newBuilder()
        .addAllAllocationRules(page.rows(read).stream().map(AllocationRuleWire::rule).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.id().value())))
        .build();
  }
}
