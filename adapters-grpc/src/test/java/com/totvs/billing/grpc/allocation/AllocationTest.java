package com.totvs.billing.grpc.allocation;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
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
import com.google.type.Money;
import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationRun;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationsRequest;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An October to divide: 4 reais of Azure's and a fee of 10, three calls of one solution and one of
/// another. All of it is asked as those ask who answer for the numbers.
abstract class AllocationTest {
  static final Date OCTOBER = Date.newBuilder().setYear(2026).setMonth(10).build();
  static final Date NOVEMBER = OCTOBER.toBuilder().setMonth(11).build();

  final TestServer server = new TestServer();
  final AllocationServiceBlockingStub allocations =
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

  void collect(AzureCostItem... items) {
    server.azure = new AzureAnswer.Told(List.of(items));
    Operation collected =
        over(
            CostServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
                .collectAzureCost(CollectAzureCostRequest.newBuilder().setMonth(OCTOBER).build())
                .getOperation());
    assertThat(collected.getError().getCode()).isEqualTo(Code.OK_VALUE);
  }

  AllocationRule create(AllocationRule rule) {
    return allocations
        .createAllocationRule(
            CreateAllocationRuleRequest.newBuilder().setAllocationRule(rule).build())
        .getAllocationRule();
  }

  static AllocateCostRequest.Builder allocation(Date month) {
    return AllocateCostRequest.newBuilder().setMonth(month);
  }

  Operation allocate(AllocateCostRequest request) {
    return allocations.allocateCost(request).getOperation();
  }

  AllocationOutcome allocated(Date month) {
    return unpack(over(allocate(allocation(month).build())), AllocateCostResult.class).getOutcome();
  }

  Operation close(CloseMonthRequest.Builder request) {
    return allocations.closeMonth(request.build()).getOperation();
  }

  void close(Date month) {
    assertThat(over(close(CloseMonthRequest.newBuilder().setMonth(month))).getError().getMessage())
        .isEmpty();
  }

  List<AllocationRun> runs() {
    return allocations
        .listAllocationRuns(ListAllocationRunsRequest.getDefaultInstance())
        .getAllocationRunsList();
  }

  List<Allocation> list(ListAllocationsRequest.Builder request) {
    return allocations.listAllocations(request.build()).getAllocationsList();
  }

  List<Allocation> lines(long run) {
    return list(ListAllocationsRequest.newBuilder().setRun(run));
  }

  List<String> amounts(long run) {
    return lines(run).stream().map(line -> decimal(line.getAmount())).toList();
  }

  Operation over(Operation begun) {
    server.runOperations();
    return OperationsGrpc.newBlockingStub(server.as(TestTokens.admin()))
        .getOperation(GetOperationRequest.newBuilder().setName(begun.getName()).build());
  }

  static <T extends Message> T unpack(Operation operation, Class<T> type) {
    try {
      return operation.getMetadata().is(type)
          ? operation.getMetadata().unpack(type)
          : operation.getResponse().unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(operation.toString(), e);
    }
  }

  static YearMonth month(Date month) {
    return Wire.month(month, "month");
  }

  static Money reais(long units, int nanos) {
    return Money.newBuilder().setCurrencyCode("BRL").setUnits(units).setNanos(nanos).build();
  }

  static String decimal(Money money) {
    return BigDecimal.valueOf(money.getUnits())
        .add(BigDecimal.valueOf(money.getNanos(), 9))
        .setScale(2)
        .toPlainString();
  }
}
