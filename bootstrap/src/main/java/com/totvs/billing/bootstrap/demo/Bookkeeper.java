package com.totvs.billing.bootstrap.demo;

import com.google.type.Date;
import com.google.type.Money;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CloseMonthResult;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import io.grpc.Channel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// Has months divided and closed, and reads the lines that came of it.
final class Bookkeeper {
  private final Channel admin;
  private final AllocationServiceBlockingStub allocations;

  Bookkeeper(Channel admin) {
    this.admin = admin;
    this.allocations = AllocationServiceGrpc.newBlockingStub(admin);
  }

  /// Divides a month's cost.
  AllocationOutcome allocate(YearMonth month) {
    return Ended.result(
            admin,
            allocations
                .allocateCost(AllocateCostRequest.newBuilder().setMonth(date(month)).build())
                .getOperation(),
            AllocateCostResult.class)
        .getOutcome();
  }

  /// Closes a month, whatever can be overlooked.
  ///
  /// @param dryRun only tells what would come of it
  CloseMonthResult close(YearMonth month, boolean dryRun) {
    return Ended.result(
        admin,
        allocations
            .closeMonth(
                CloseMonthRequest.newBuilder()
                    .setMonth(date(month))
                    .setDryRun(dryRun)
                    .setForce(true)
                    .setReason("the demo has no patience")
                    .build())
            .getOperation(),
        CloseMonthResult.class);
  }

  /// What tells a run with the same lines.
  String digest(long run) {
    return allocations
        .listAllocationRuns(ListAllocationRunsRequest.getDefaultInstance())
        .getAllocationRunsList()
        .stream()
        .filter(one -> one.getRun() == run)
        .findFirst()
        .orElseThrow()
        .getLinesDigest();
  }

  /// The lines of the run that is reported of a month.
  List<Allocation> lines(YearMonth month) {
    return lines(ListAllocationsRequest.newBuilder().setMonth(date(month)).build());
  }

  /// All lines that are asked for, on however many pages.
  List<Allocation> lines(ListAllocationsRequest wanted) {
    ListAllocationsRequest.Builder request = wanted.toBuilder().setPageSize(1_000);
    List<Allocation> lines = new ArrayList<>();
    ListAllocationsResponse page;
    do {
      page = allocations.listAllocations(request.build());
      lines.addAll(page.getAllocationsList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return lines;
  }

  static BigDecimal total(List<Allocation> lines) {
    return lines.stream()
        .map(line -> amount(line.getAmount()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static BigDecimal amount(Money money) {
    return BigDecimal.valueOf(money.getUnits())
        .add(BigDecimal.valueOf(money.getNanos(), 9))
        .setScale(2, RoundingMode.UNNECESSARY);
  }

  static Date date(YearMonth month) {
    return Date.newBuilder().setYear(month.getYear()).setMonth(month.getMonthValue()).build();
  }
}
