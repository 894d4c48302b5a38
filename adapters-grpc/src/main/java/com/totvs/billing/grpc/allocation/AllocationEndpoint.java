package com.totvs.billing.grpc.allocation;

import com.google.type.Date;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.application.allocation.CompareRuns;
import com.totvs.billing.application.allocation.ExplainAllocation;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.allocation.OrderAllocation;
import com.totvs.billing.application.allocation.PlanAllocation;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.MonthState;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.call.Unary;
import com.totvs.billing.grpc.cost.CostWire;
import com.totvs.billing.grpc.operation.OperationWire;
import com.totvs.billing.grpc.wire.Wire;
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
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Has cost divided and months closed, and shows what came of it.
final class AllocationEndpoint extends AllocationServiceImplBase {
  private final OrderAllocation orderAllocation;
  private final PlanAllocation planAllocation;
  private final ExplainAllocation explainAllocation;
  private final AllocationRules rules;
  private final AllocationBook book;
  private final CompareRuns compareRuns;
  private final Months months;
  private final BusinessZone zone;
  private final Clock clock;

  AllocationEndpoint(
      OrderAllocation orderAllocation,
      PlanAllocation planAllocation,
      ExplainAllocation explainAllocation,
      AllocationRules rules,
      AllocationBook book,
      Months months,
      BusinessZone zone,
      Clock clock) {
    this.orderAllocation = orderAllocation;
    this.planAllocation = planAllocation;
    this.explainAllocation = explainAllocation;
    this.rules = rules;
    this.book = book;
    this.compareRuns = new CompareRuns(book);
    this.months = months;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void createAllocationRule(
      CreateAllocationRuleRequest request, StreamObserver<CreateAllocationRuleResponse> caller) {
    Unary.answer(caller, () -> create(request, Authentication.caller()));
  }

  @Override
  public void endAllocationRule(
      EndAllocationRuleRequest request, StreamObserver<EndAllocationRuleResponse> caller) {
    Unary.answer(caller, () -> end(request, Authentication.caller()));
  }

  @Override
  public void listAllocationRules(
      ListAllocationRulesRequest request, StreamObserver<ListAllocationRulesResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void allocateCost(
      AllocateCostRequest request, StreamObserver<AllocateCostResponse> caller) {
    Unary.answer(caller, () -> allocate(request, Authentication.caller()));
  }

  @Override
  public void listAllocationRuns(
      ListAllocationRunsRequest request, StreamObserver<ListAllocationRunsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void compareAllocationRuns(
      CompareAllocationRunsRequest request, StreamObserver<CompareAllocationRunsResponse> caller) {
    Unary.answer(caller, () -> compare(request, Authentication.caller()));
  }

  @Override
  public void listAllocations(
      ListAllocationsRequest request, StreamObserver<ListAllocationsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void explainAllocation(
      ExplainAllocationRequest request, StreamObserver<ExplainAllocationResponse> caller) {
    Unary.answer(
        caller,
        () ->
            AllocationWire.explanation(
                explainAllocation.explain(
                    Authentication.caller(), LinePlace.parse(request.getAllocationId()))));
  }

  @Override
  public void listMonths(ListMonthsRequest request, StreamObserver<ListMonthsResponse> caller) {
    Unary.answer(caller, () -> list(request, Authentication.caller()));
  }

  @Override
  public void closeMonth(CloseMonthRequest request, StreamObserver<CloseMonthResponse> caller) {
    Unary.answer(caller, () -> close(request, Authentication.caller()));
  }

  @Override
  public void reopenMonth(ReopenMonthRequest request, StreamObserver<ReopenMonthResponse> caller) {
    Unary.answer(caller, () -> reopen(request, Authentication.caller()));
  }

  private CreateAllocationRuleResponse create(CreateAllocationRuleRequest request, Caller caller) {
    Violations found = new Violations("");
    AllocationRule rule =
        found.check("allocation_rule", () -> AllocationRuleWire.rule(request.getAllocationRule()));
    return CreateAllocationRuleResponse.newBuilder()
        .setAllocationRule(
            AllocationRuleWire.rule(planAllocation.create(caller, found.valid(rule))))
        .build();
  }

  private EndAllocationRuleResponse end(EndAllocationRuleRequest request, Caller caller) {
    Violations found = new Violations("");
    RuleId id = found.check(() -> new RuleId(request.getRuleId()));
    YearMonth last = found.check(() -> Wire.month(request.getLastMonth(), "last_month"));
    return EndAllocationRuleResponse.newBuilder()
        .setAllocationRule(
            AllocationRuleWire.rule(planAllocation.end(caller, found.valid(id), found.valid(last))))
        .build();
  }

  private ListAllocationRulesResponse list(ListAllocationRulesRequest request, Caller caller) {
    caller.requireAllSolutions();
    Page page = Page.of(request, caller);
    List<AllocationRule> read =
        rules.list(page.after(position -> new RuleId(position.getFirst())), page.limit());
    return ListAllocationRulesResponse.newBuilder()
        .addAllAllocationRules(page.rows(read).stream().map(AllocationRuleWire::rule).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.id().value())))
        .build();
  }

  private AllocateCostResponse allocate(AllocateCostRequest request, Caller caller) {
    Violations found = new Violations("");
    YearMonth month = found.check(() -> begun(request.getMonth()));
    Optional<UUID> requestId = found.check(() -> Wire.requestId(request.getRequestId()));
    return AllocateCostResponse.newBuilder()
        .setOperation(
            OperationWire.operation(
                orderAllocation.allocate(
                    caller, found.valid(month), request.getDryRun(), found.valid(requestId))))
        .build();
  }

  private ListAllocationRunsResponse list(ListAllocationRunsRequest request, Caller caller) {
    caller.requireAllSolutions();
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    Optional<YearMonth> month =
        found.check(() -> CostWire.month(request.hasMonth(), request.getMonth(), "month"));
    Page page = found.valid(asked);
    List<AllocationRun> read =
        book.runs(
            found.valid(month),
            page.after(position -> OptionalLong.of(Long.parseLong(position.getFirst())))
                .orElseGet(OptionalLong::empty),
            page.limit());
    return ListAllocationRunsResponse.newBuilder()
        .addAllAllocationRuns(page.rows(read).stream().map(AllocationWire::run).toList())
        .setNextPageToken(page.next(read, row -> List.of(String.valueOf(row.number()))))
        .build();
  }

  private CompareAllocationRunsResponse compare(
      CompareAllocationRunsRequest request, Caller caller) {
    caller.requireAllSolutions();
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    if (request.getRun() <= 0) {
      found.add("run", "must be the number of a run");
    }
    if (request.getOtherRun() <= 0) {
      found.add("other_run", "must be the number of a run");
    }
    Page page = found.valid(asked);
    CompareRuns.Page told =
        compareRuns.compare(
            request.getRun(),
            request.getOtherRun(),
            page.after(AllocationEndpoint::place).orElse(CompareRuns.Place.FIRST),
            page.size());
    return CompareAllocationRunsResponse.newBuilder()
        .addAllDifferences(told.differences().stream().map(AllocationWire::difference).toList())
        .setNextPageToken(told.next().map(AllocationEndpoint::texts).map(page::next).orElse(""))
        .build();
  }

  private static List<String> texts(CompareRuns.Place place) {
    return List.of(String.valueOf(place.sum()), String.valueOf(place.lines()));
  }

  private static CompareRuns.Place place(List<String> texts) {
    return new CompareRuns.Place(Integer.parseInt(texts.get(0)), Integer.parseInt(texts.get(1)));
  }

  private void requireRun(long run) {
    if (book.run(run).isEmpty()) {
      throw AllocationBook.notFound("allocation run " + run);
    }
  }

  private ListAllocationsResponse list(ListAllocationsRequest request, Caller caller) {
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    Optional<YearMonth> month =
        found.check(() -> CostWire.month(request.hasMonth(), request.getMonth(), "month"));
    if (request.getRun() < 0) {
      found.add("run", "must be the number of a run");
    }
    if (request.hasMonth() == (request.getRun() != 0)) {
      found.add("month", "must be set when run is not, and only then");
    }
    Optional<SolutionId> solution =
        found.check(
            () ->
                Wire.told(request.getSolutionProjectId(), "solution_project_id", SolutionId::new));
    Optional<ApplicationId> application =
        found.check(
            () ->
                Wire.told(
                    request.getApplicationProjectId(),
                    "application_project_id",
                    ApplicationId::new));
    Optional<CustomerCode> customer =
        found.check(() -> Wire.told(request.getCustomerCode(), "customer_code", CustomerCode::new));
    Page page = found.valid(asked);
    found.throwIfAny();
    Optional<LinePlace> after = page.after(position -> LinePlace.parse(position.getFirst()));
    // The pages of a list are of one run, also when another one is reported meanwhile.
    long run =
        after
            .map(LinePlace::run)
            .or(() -> found.valid(month).map(this::reported))
            .orElse(request.getRun());
    requireRun(run);
    List<KeptLine> read =
        book.lines(
            new LineFilter(
                run,
                found.valid(solution),
                found.valid(application),
                found.valid(customer),
                caller.solutions()),
            after,
            page.limit());
    return ListAllocationsResponse.newBuilder()
        .addAllAllocations(page.rows(read).stream().map(AllocationWire::allocation).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.place().toString())))
        .build();
  }

  private long reported(YearMonth month) {
    return months.list(month, Optional.empty(), 1).stream()
        .filter(one -> one.month().equals(month))
        .flatMap(one -> one.run().stream().boxed())
        .findFirst()
        .orElseThrow(() -> AllocationBook.notFound("allocation of " + month));
  }

  private ListMonthsResponse list(ListMonthsRequest request, Caller caller) {
    caller.requireAllSolutions();
    Page page = Page.of(request, caller);
    List<MonthState> read =
        months.list(
            zone.month(clock.instant()),
            page.after(position -> YearMonth.parse(position.getFirst())),
            page.limit());
    return ListMonthsResponse.newBuilder()
        .addAllCostMonths(page.rows(read).stream().map(AllocationWire::month).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.month().toString())))
        .build();
  }

  private YearMonth begun(Date month) {
    return orderAllocation.requireBegun(Wire.month(month, "month"));
  }

  private CloseMonthResponse close(CloseMonthRequest request, Caller caller) {
    Violations found = new Violations("");
    YearMonth month = found.check(() -> begun(request.getMonth()));
    Optional<UUID> requestId = found.check(() -> Wire.requestId(request.getRequestId()));
    CloseTerms terms =
        found.check(
            () ->
                new CloseTerms(
                    request.getAcceptUnsettled(), request.getForce(), request.getReason()));
    return CloseMonthResponse.newBuilder()
        .setOperation(
            OperationWire.operation(
                orderAllocation.close(
                    caller,
                    found.valid(month),
                    found.valid(terms),
                    request.getDryRun(),
                    found.valid(requestId))))
        .build();
  }

  private ReopenMonthResponse reopen(ReopenMonthRequest request, Caller caller) {
    Violations found = new Violations("");
    YearMonth month = found.check(() -> Wire.month(request.getMonth(), "month"));
    String reason = found.check(() -> CloseTerms.requireReason(request.getReason()));
    return ReopenMonthResponse.newBuilder()
        .setCostMonth(
            AllocationWire.month(
                orderAllocation.reopen(caller, found.valid(month), found.valid(reason))))
        .build();
  }
}
