package com.totvs.billing.grpc.allocation;

import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Unary;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResponse;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceImplBase;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CloseMonthResponse;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CompareAllocationRunsResponse;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.CreateAllocationRuleResponse;
import com.totvs.billing.v1.EndAllocationRuleRequest;
import com.totvs.billing.v1.EndAllocationRuleResponse;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ExplainAllocationResponse;
import com.totvs.billing.v1.ListAllocationRulesRequest;
import com.totvs.billing.v1.ListAllocationRulesResponse;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationRunsResponse;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.ListMonthsResponse;
import com.totvs.billing.v1.ReopenMonthRequest;
import com.totvs.billing.v1.ReopenMonthResponse;
import io.grpc.stub.StreamObserver;

/// Has cost divided and months closed, and shows what came of it.
final class AllocationEndpoint extends AllocationServiceImplBase {
  private final RuleAnswers rules;
  private final RunAnswers runs;
  private final LineAnswers lines;
  private final MonthAnswers months;

  AllocationEndpoint(RuleAnswers rules, RunAnswers runs, LineAnswers lines, MonthAnswers months) {
    this.rules = rules;
    this.runs = runs;
    this.lines = lines;
    this.months = months;
  }

  @Override
  public void createAllocationRule(
      CreateAllocationRuleRequest request, StreamObserver<CreateAllocationRuleResponse> caller) {
    Unary.answer(caller, () -> rules.create(request, Authentication.caller()));
  }

  @Override
  public void endAllocationRule(
      EndAllocationRuleRequest request, StreamObserver<EndAllocationRuleResponse> caller) {
    Unary.answer(caller, () -> rules.end(request, Authentication.caller()));
  }

  @Override
  public void listAllocationRules(
      ListAllocationRulesRequest request, StreamObserver<ListAllocationRulesResponse> caller) {
    Unary.answer(caller, () -> rules.list(request, Authentication.caller()));
  }

  @Override
  public void allocateCost(
      AllocateCostRequest request, StreamObserver<AllocateCostResponse> caller) {
    Unary.answer(caller, () -> runs.allocate(request, Authentication.caller()));
  }

  @Override
  public void listAllocationRuns(
      ListAllocationRunsRequest request, StreamObserver<ListAllocationRunsResponse> caller) {
    Unary.answer(caller, () -> runs.list(request, Authentication.caller()));
  }

  @Override
  public void compareAllocationRuns(
      CompareAllocationRunsRequest request, StreamObserver<CompareAllocationRunsResponse> caller) {
    Unary.answer(caller, () -> runs.compare(request, Authentication.caller()));
  }

  @Override
  public void listAllocations(
      ListAllocationsRequest request, StreamObserver<ListAllocationsResponse> caller) {
    Unary.answer(caller, () -> lines.list(request, Authentication.caller()));
  }

  @Override
  public void explainAllocation(
      ExplainAllocationRequest request, StreamObserver<ExplainAllocationResponse> caller) {
    Unary.answer(caller, () -> lines.explain(request, Authentication.caller()));
  }

  @Override
  public void listMonths(ListMonthsRequest request, StreamObserver<ListMonthsResponse> caller) {
    Unary.answer(caller, () -> months.list(request, Authentication.caller()));
  }

  @Override
  public void closeMonth(CloseMonthRequest request, StreamObserver<CloseMonthResponse> caller) {
    Unary.answer(caller, () -> months.close(request, Authentication.caller()));
  }

  @Override
  public void reopenMonth(ReopenMonthRequest request, StreamObserver<ReopenMonthResponse> caller) {
    Unary.answer(caller, () -> months.reopen(request, Authentication.caller()));
  }
}
