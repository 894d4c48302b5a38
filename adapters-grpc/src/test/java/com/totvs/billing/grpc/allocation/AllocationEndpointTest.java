package com.totvs.billing.grpc.allocation;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.monthly;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.type.Date;
import com.google.type.Decimal;
import com.google.type.Money;
import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AllocateCostMetadata;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationRun;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CloseMonthResult;
import com.totvs.billing.v1.CloseObstacle;
import com.totvs.billing.v1.CloseObstacleKind;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CompareAllocationRunsResponse;
import com.totvs.billing.v1.CorrectionParts;
import com.totvs.billing.v1.CostMonth;
import com.totvs.billing.v1.CostSelector;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ExplainAllocationResponse;
import com.totvs.billing.v1.FixedDivision;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.ListMonthsResponse;
import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.ReopenMonthRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Dividing cost and closing months, as those see it who answer for the numbers: October, with 4
/// reais of Azure's and a fee of 10, three calls of one solution and one of another.
final class AllocationEndpointTest {
  private static final Date OCTOBER = Date.newBuilder().setYear(2026).setMonth(10).build();
  private static final Date NOVEMBER = OCTOBER.toBuilder().setMonth(11).build();

  private final TestServer server = new TestServer();
  private final AllocationServiceBlockingStub allocations =
      AllocationServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @BeforeEach
  void useAndPayFor() {
    server.store.licenses().remember(LICENSE, heldBy(ACME), server.clock.instant());
    server.useInOctober(LICENSE, VISION, 3);
    server.useInOctober(LICENSE, CHAT, 1);
    var _ = server.store.fixedCosts().create(monthly("fee", "10", month(OCTOBER)), "ana");
    var _ = server.store.fixedCosts().postUntil(month(OCTOBER), server.clock.instant());
    collect(item(1, "Azure OpenAI", "4"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void allocating_answers_at_once_with_an_operation_that_tells_what_it_brought() {
    Operation begun = allocate(allocation(OCTOBER).build());
    assertThat(begun.getDone()).isFalse();

    Operation ended = over(begun);

    AllocateCostMetadata metadata = unpack(ended, AllocateCostMetadata.class);
    assertThat(metadata.getWork().getSumsDone()).isEqualTo(2);
    assertThat(metadata.getWork().getSumsTotal()).isEqualTo(2);
    assertThat(metadata.getWork().getRequestedBy()).isEqualTo("vision-backend");
    AllocationOutcome outcome = unpack(ended, AllocateCostResult.class).getOutcome();
    assertThat(outcome.getRun()).isEqualTo(1);
    assertThat(outcome.getLines()).isEqualTo(4);
    assertThat(outcome.getBalances(0).getExactAmount().getValue()).isEqualTo("14");
    assertThat(outcome.getBalances(0).getAllocated()).isEqualTo(reais(14, 0));
    assertThat(outcome.getBalances(0).getUnallocated()).isEqualTo(reais(0, 0));
    assertThat(amounts(1)).containsExactly("1.00", "3.00", "2.50", "7.50");
  }

  @Test
  void a_dry_run_tells_the_outcome_and_keeps_nothing() {
    Operation ended = over(allocate(allocation(OCTOBER).setDryRun(true).build()));

    AllocationOutcome outcome = unpack(ended, AllocateCostResult.class).getOutcome();
    assertThat(outcome.getRun()).isZero();
    assertThat(outcome.getBalances(0).getAllocated()).isEqualTo(reais(14, 0));
    assertThat(runs()).isEmpty();
  }

  @Test
  void a_repeated_request_answers_with_the_same_operation() {
    AllocateCostRequest request =
        allocation(OCTOBER).setRequestId(UUID.randomUUID().toString()).build();

    assertThat(allocate(request).getName()).isEqualTo(allocate(request).getName());
    assertThat(Refusal.of(() -> allocate(request.toBuilder().setDryRun(true).build())).reason())
        .isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void a_month_to_come_and_every_other_wrong_field_is_refused() {
    assertThat(
            Refusal.of(
                    () ->
                        allocate(
                            allocation(OCTOBER.toBuilder().setMonth(12).build())
                                .setRequestId("no UUID")
                                .build()))
                .violations())
        .containsExactly("month", "request_id");
    assertThat(
            Refusal.of(
                    () ->
                        allocate(AllocateCostRequest.newBuilder().setRequestId("no UUID").build()))
                .violations())
        .containsExactly("month", "request_id");
    assertThat(
            Refusal.of(
                    () ->
                        close(
                            CloseMonthRequest.newBuilder().setForce(true).setRequestId("no UUID")))
                .violations())
        .containsExactlyInAnyOrder("month", "request_id", "reason");
  }

  @Test
  void cost_that_no_usage_can_carry_is_unallocated_and_has_a_line_of_its_own() {
    create(
        WireExamples.allocationRule()
            .setTakes(CostSelector.newBuilder().setFixedCostId("fee"))
            .setFixed(
                FixedDivision.newBuilder()
                    .addParts(WireExamples.part("dta-vision", "60"))
                    .addParts(WireExamples.part("nobody-uses-this", "40")))
            .build());

    AllocationOutcome outcome = allocated(OCTOBER);

    assertThat(outcome.getBalances(0).getUnallocated()).isEqualTo(reais(4, 0));
    assertThat(outcome.getBalances(0).getAllocated()).isEqualTo(reais(10, 0));
    assertThat(lines(1))
        .filteredOn(line -> !line.hasPayer())
        .extracting(line -> decimal(line.getAmount()))
        .containsExactly("4.00");
  }

  @Test
  void two_runs_from_the_same_inputs_are_alike_and_from_others_differ_line_by_line() {
    var _ = allocated(OCTOBER);
    var _ = allocated(OCTOBER);
    server.useInOctober(LICENSE, CHAT, 1);
    var _ = allocated(OCTOBER);

    assertThat(compare(1, 2, 100, "").getDifferencesList()).isEmpty();
    assertThat(runs()).extracting(run -> run.getRun()).containsExactly(3L, 2L, 1L);
    assertThat(runs().get(1).getLinesDigest()).isEqualTo(runs().get(2).getLinesDigest());
    assertThat(runs().get(0).getInputsDigest()).isNotEqualTo(runs().get(1).getInputsDigest());
    CompareAllocationRunsResponse first = compare(1, 3, 3, "");
    CompareAllocationRunsResponse rest = compare(1, 3, 3, first.getNextPageToken());
    assertThat(first.getDifferencesList()).hasSize(3);
    assertThat(rest.getDifferencesList()).hasSize(1);
    assertThat(rest.getNextPageToken()).isEmpty();
    assertThat(decimal(first.getDifferences(0).getAmount())).isEqualTo("1.00");
    assertThat(decimal(first.getDifferences(0).getOtherAmount())).isEqualTo("1.60");
    assertThat(Refusal.of(() -> compare(1, 9, 3, "")).reason()).isEqualTo("ALLOCATION_NOT_FOUND");
    assertThat(Refusal.of(() -> compare(0, -1, 3, "")).violations())
        .containsExactly("run", "other_run");
  }

  @Test
  void a_line_leads_to_its_month_sum_its_rule_and_the_records_behind_it() {
    var _ = allocated(OCTOBER);
    Allocation line = lines(1).get(3);

    ExplainAllocationResponse told = explain(line.getAllocationId());

    assertThat(told.getAllocation()).isEqualTo(line);
    assertThat(told.getAllocationRun().getRun()).isEqualTo(1);
    assertThat(told.getExactAmount().getValue()).isEqualTo("10.00");
    assertThat(told.getAllocationRule().getRuleId()).isEqualTo("default");
    assertThat(told.getPayerUsage().getCalls()).isEqualTo(3);
    assertThat(told.getCarriersUsage().getCalls()).isEqualTo(4);
    assertThat(
            server
                .usage(TestTokens.admin())
                .listUsage(ListUsageRequest.newBuilder().setFilter(told.getUsageFilter()).build())
                .getUsageRecordsList())
        .hasSize(3)
        .allMatch(one -> one.getUsage().getSolution().getProjectId().equals("dta-vision"));
    assertThat(Refusal.of(() -> explain("1-1-99")).reason()).isEqualTo("ALLOCATION_NOT_FOUND");
    assertThat(Refusal.of(() -> explain("the third one")).violations())
        .containsExactly("allocation_id");
  }

  @Test
  void a_line_leads_to_the_daily_items_of_its_sum_and_to_no_others() {
    server.clock.advance(Duration.ofMinutes(1));
    collect(item(1, "Azure OpenAI", "4"), item(2, "Azure OpenAI", "1"), item(2, "Storage", "9"));
    var _ = allocated(OCTOBER);
    server.clock.advance(Duration.ofMinutes(1));
    collect(item(1, "Azure OpenAI", "7"));

    ExplainAllocationResponse told = explain("1-1-1");

    assertThat(
            CostServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
                .listCostItems(
                    ListCostItemsRequest.newBuilder().setFilter(told.getCostItemFilter()).build())
                .getCostItemsList())
        .extracting(one -> one.getServiceName() + " " + one.getExactAmount().getValue())
        .containsExactly("Azure OpenAI 4", "Azure OpenAI 1");
    assertThat(told.hasCorrection()).isFalse();
  }

  @Test
  void a_correction_is_explained_by_what_would_be_charged_now_and_what_was_charged() {
    close(OCTOBER);
    server.useInOctober(LICENSE, CHAT, 1);
    server.clock.advance(Duration.ofHours(1));
    collect(item(1, "Azure OpenAI", "9"));
    long run = allocated(NOVEMBER).getRun();

    ExplainAllocationResponse told = explain(run + "-1-1");

    assertThat(decimal(told.getAllocation().getAmount())).isEqualTo("2.60");
    assertThat(told.getCorrection())
        .isEqualTo(
            CorrectionParts.newBuilder()
                .setExactAmount(Decimal.newBuilder().setValue("9"))
                .setChargedExactAmount(Decimal.newBuilder().setValue("4"))
                .setSumAmount(reais(9, 0))
                .setChargedSumAmount(reais(4, 0))
                .setLineAmount(reais(3, 600_000_000))
                .setChargedLineAmount(reais(1, 0))
                .build());
  }

  @Test
  void the_pages_of_a_month_are_of_one_run_also_when_it_is_allocated_meanwhile() {
    var _ = allocated(OCTOBER);
    ListAllocationsRequest three =
        ListAllocationsRequest.newBuilder().setMonth(OCTOBER).setPageSize(3).build();
    ListAllocationsResponse first = allocations.listAllocations(three);
    server.useInOctober(LICENSE, CHAT, 1);
    var _ = allocated(OCTOBER);

    ListAllocationsResponse rest =
        allocations.listAllocations(
            three.toBuilder().setPageToken(first.getNextPageToken()).build());

    assertThat(rest.getAllocationsList()).containsExactly(lines(1).getLast());
  }

  @Test
  void lines_come_in_pages_of_a_run_or_of_what_is_reported_of_a_month() {
    var _ = allocated(OCTOBER);
    ListAllocationsRequest three =
        ListAllocationsRequest.newBuilder().setMonth(OCTOBER).setPageSize(3).build();

    ListAllocationsResponse first = allocations.listAllocations(three);
    ListAllocationsResponse rest =
        allocations.listAllocations(
            three.toBuilder().setPageToken(first.getNextPageToken()).build());

    assertThat(first.getAllocationsList()).hasSize(3);
    assertThat(rest.getAllocationsList()).hasSize(1);
    assertThat(rest.getNextPageToken()).isEmpty();
    assertThat(
            Refusal.of(() -> list(ListAllocationsRequest.newBuilder().setMonth(OCTOBER).setRun(1)))
                .violations())
        .containsExactly("month");
    assertThat(Refusal.of(() -> list(ListAllocationsRequest.newBuilder())).violations())
        .containsExactly("month");
    assertThat(Refusal.of(() -> list(ListAllocationsRequest.newBuilder().setRun(-1))).violations())
        .containsExactly("run");
    assertThat(
            Refusal.of(() -> list(ListAllocationsRequest.newBuilder().setMonth(NOVEMBER))).reason())
        .isEqualTo("ALLOCATION_NOT_FOUND");
  }

  @Test
  void closing_tells_everything_that_is_in_the_way_at_once() {
    server.useInOctober(OTHER_LICENSE, VISION, 2);
    var _ = server.store.fixedCosts().create(monthly("late", "1", month(OCTOBER)), "ana");

    Operation failed = over(close(CloseMonthRequest.newBuilder().setMonth(OCTOBER)));
    Operation tried = over(close(CloseMonthRequest.newBuilder().setMonth(OCTOBER).setDryRun(true)));

    Refusal refusal = new Refusal(failed.getError());
    assertThat(refusal.code().name()).isEqualTo("FAILED_PRECONDITION");
    assertThat(refusal.reason()).isEqualTo("MONTH_NOT_READY");
    assertThat(failed.getError().getMessage()).contains("not posted: late", "2 calls wait");
    assertThat(unpack(tried, CloseMonthResult.class).getObstaclesList())
        .extracting(CloseObstacle::getKind)
        .containsExactly(
            CloseObstacleKind.CLOSE_OBSTACLE_KIND_FIXED_COST_NOT_POSTED,
            CloseObstacleKind.CLOSE_OBSTACLE_KIND_USAGE_NOT_SETTLED);
    assertThat(months().getFirst().getClosed()).isFalse();
  }

  @Test
  void forcing_needs_its_own_scope_and_a_reason() {
    AllocationServiceBlockingStub closer =
        AllocationServiceGrpc.newBlockingStub(
            server.as(TestTokens.sign(TestTokens.token(Scope.MONTH_CLOSE))));
    CloseMonthRequest.Builder forced =
        CloseMonthRequest.newBuilder().setMonth(OCTOBER).setForce(true).setReason("asked by Ana");
    server.useInOctober(OTHER_LICENSE, VISION, 2);

    assertThat(Refusal.of(() -> closer.closeMonth(forced.build())).reason())
        .isEqualTo("SCOPE_MISSING");
    assertThat(Refusal.of(() -> close(forced.clone().clearReason())).violations())
        .containsExactly("reason");
    assertThat(Refusal.of(() -> close(forced.clone().setForce(false))).violations())
        .containsExactly("reason");
    assertThat(unpack(over(close(forced)), CloseMonthResult.class).getObstaclesList())
        .extracting(CloseObstacle::getDetail)
        .singleElement()
        .asString()
        .contains("2 calls wait");
    assertThat(month(10).getClosings(0).getForceReason()).isEqualTo("asked by Ana");
  }

  @Test
  void a_closed_month_is_reported_as_it_was_closed_and_refuses_every_change() {
    close(OCTOBER);
    List<Allocation> closed = list(ListAllocationsRequest.newBuilder().setMonth(OCTOBER));

    assertThat(closed).hasSize(4);
    assertThat(month(10).getClosed()).isTrue();
    assertThat(month(10).getRun()).isEqualTo(1);
    assertThat(month(10).getClosings(0).getLinesDigest())
        .isEqualTo(runs().getFirst().getLinesDigest());
    assertThat(Refusal.of(() -> allocate(allocation(OCTOBER).build())).reason())
        .isEqualTo("MONTH_CLOSED");
    assertThat(Refusal.of(() -> create(WireExamples.ruleByTokens().build())).reason())
        .isEqualTo("MONTH_CLOSED");
    Operation tried = over(allocate(allocation(OCTOBER).setDryRun(true).build()));
    assertThat(tried.getError().getCode()).isEqualTo(Code.OK_VALUE);
    assertThat(list(ListAllocationsRequest.newBuilder().setMonth(OCTOBER))).isEqualTo(closed);
  }

  @Test
  void late_usage_and_late_cost_are_charged_as_corrections_in_the_open_month() {
    close(OCTOBER);
    server.useInOctober(LICENSE, CHAT, 1);
    server.clock.advance(Duration.ofHours(1));
    collect(item(1, "Azure OpenAI", "9"));

    AllocationOutcome november = allocated(NOVEMBER);

    assertThat(november.getBalances(0).getCorrections()).isEqualTo(reais(5, 0));
    assertThat(november.getBalances(0).getCollected()).isEqualTo(reais(5, 0));
    assertThat(lines(november.getRun()))
        .allMatch(line -> line.getForMonth().equals(OCTOBER))
        .extracting(
            line -> line.getPayer().getSolutionProjectId() + " " + decimal(line.getAmount()))
        .containsExactly(
            "carol-chat 2.60", "dta-vision 2.40", "carol-chat 1.50", "dta-vision -1.50");
    assertThat(amounts(1)).containsExactly("1.00", "3.00", "2.50", "7.50");
  }

  @Test
  void the_latest_closed_month_is_reopened_for_a_reason_and_its_closing_stays_readable() {
    close(OCTOBER);

    assertThat(Refusal.of(() -> reopen(OCTOBER, "")).violations()).containsExactly("reason");
    CostMonth reopened = reopen(OCTOBER, "a rule was wrong");
    assertThat(reopened.getClosed()).isFalse();
    assertThat(reopened.getClosings(0).getReopenReason()).isEqualTo("a rule was wrong");
    assertThat(reopened.getClosings(0).getReopenedBy()).isEqualTo("vision-backend");
    assertThat(Refusal.of(() -> reopen(OCTOBER, "once more")).reason())
        .isEqualTo("MONTH_NOT_CLOSED");
    assertThat(Refusal.of(() -> reopen(NOVEMBER, "never closed")).reason())
        .isEqualTo("MONTH_NOT_CLOSED");
    assertThat(create(WireExamples.ruleByTokens().build()).getRuleId()).isEqualTo("by-tokens");
    close(OCTOBER);
    assertThat(month(10).getClosingsList()).hasSize(2);
  }

  @Test
  void months_come_newest_first_in_pages() {
    ListMonthsRequest one = ListMonthsRequest.newBuilder().setPageSize(1).build();
    ListMonthsResponse newest = allocations.listMonths(one);
    ListMonthsResponse next =
        allocations.listMonths(one.toBuilder().setPageToken(newest.getNextPageToken()).build());

    assertThat(newest.getCostMonths(0).getMonth()).isEqualTo(NOVEMBER);
    assertThat(next.getCostMonths(0).getMonth()).isEqualTo(OCTOBER);
    assertThat(next.getNextPageToken()).isEmpty();
  }

  private void collect(AzureCostItem... items) {
    server.azure = new AzureAnswer.Told(List.of(items));
    Operation collected =
        over(
            CostServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
                .collectAzureCost(CollectAzureCostRequest.newBuilder().setMonth(OCTOBER).build())
                .getOperation());
    assertThat(collected.getError().getCode()).isEqualTo(Code.OK_VALUE);
  }

  private AllocationRule create(AllocationRule rule) {
    return allocations
        .createAllocationRule(
            CreateAllocationRuleRequest.newBuilder().setAllocationRule(rule).build())
        .getAllocationRule();
  }

  private static AllocateCostRequest.Builder allocation(Date month) {
    return AllocateCostRequest.newBuilder().setMonth(month);
  }

  private Operation allocate(AllocateCostRequest request) {
    return allocations.allocateCost(request).getOperation();
  }

  private AllocationOutcome allocated(Date month) {
    return unpack(over(allocate(allocation(month).build())), AllocateCostResult.class).getOutcome();
  }

  private Operation close(CloseMonthRequest.Builder request) {
    return allocations.closeMonth(request.build()).getOperation();
  }

  private void close(Date month) {
    assertThat(over(close(CloseMonthRequest.newBuilder().setMonth(month))).getError().getMessage())
        .isEmpty();
  }

  private CostMonth reopen(Date month, String reason) {
    return allocations
        .reopenMonth(ReopenMonthRequest.newBuilder().setMonth(month).setReason(reason).build())
        .getCostMonth();
  }

  private CompareAllocationRunsResponse compare(long run, long other, int size, String token) {
    return allocations.compareAllocationRuns(
        CompareAllocationRunsRequest.newBuilder()
            .setRun(run)
            .setOtherRun(other)
            .setPageSize(size)
            .setPageToken(token)
            .build());
  }

  private ExplainAllocationResponse explain(String id) {
    return allocations.explainAllocation(
        ExplainAllocationRequest.newBuilder().setAllocationId(id).build());
  }

  private List<AllocationRun> runs() {
    return allocations
        .listAllocationRuns(ListAllocationRunsRequest.getDefaultInstance())
        .getAllocationRunsList();
  }

  private List<Allocation> list(ListAllocationsRequest.Builder request) {
    return allocations.listAllocations(request.build()).getAllocationsList();
  }

  private List<Allocation> lines(long run) {
    return list(ListAllocationsRequest.newBuilder().setRun(run));
  }

  private List<String> amounts(long run) {
    return lines(run).stream().map(line -> decimal(line.getAmount())).toList();
  }

  private List<CostMonth> months() {
    return allocations.listMonths(ListMonthsRequest.getDefaultInstance()).getCostMonthsList();
  }

  private CostMonth month(int number) {
    return months().stream()
        .filter(one -> one.getMonth().getMonth() == number)
        .findFirst()
        .orElseThrow();
  }

  private Operation over(Operation begun) {
    server.runOperations();
    return OperationsGrpc.newBlockingStub(server.as(TestTokens.admin()))
        .getOperation(GetOperationRequest.newBuilder().setName(begun.getName()).build());
  }

  private static <T extends Message> T unpack(Operation operation, Class<T> type) {
    try {
      return operation.getMetadata().is(type)
          ? operation.getMetadata().unpack(type)
          : operation.getResponse().unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(operation.toString(), e);
    }
  }

  private static YearMonth month(Date month) {
    return Wire.month(month, "month");
  }

  private static Money reais(long units, int nanos) {
    return Money.newBuilder().setCurrencyCode("BRL").setUnits(units).setNanos(nanos).build();
  }

  private static String decimal(Money money) {
    return BigDecimal.valueOf(money.getUnits())
        .add(BigDecimal.valueOf(money.getNanos(), 9))
        .setScale(2)
        .toPlainString();
  }
}
