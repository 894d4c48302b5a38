package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.google.type.Date;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.AllocationDifference;
import com.totvs.billing.v1.AllocationRun;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CompareAllocationRunsResponse;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationRunsResponse;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;

/// Divisions of a month's cost: a new one, and those there were. Each action returns the exit code.
final class AllocationRuns {
  private final Channel channel;
  private final AllocationServiceBlockingStub allocations;
  private final Limit limit;
  private final Printed printed;

  AllocationRuns(Channel channel, Limit limit, Printed printed) {
    this.channel = channel;
    this.allocations = AllocationServiceGrpc.newBlockingStub(channel);
    this.limit = limit;
    this.printed = printed;
  }

  int allocate(Date month, boolean dryRun, Waiting waiting) {
    AllocateCostRequest request =
        AllocateCostRequest.newBuilder()
            .setMonth(month)
            .setDryRun(dryRun)
            .setRequestId(waiting.requestId())
            .build();
    return waiting.end(
        channel, allocations.allocateCost(request).getOperation(), printed, this::outcome);
  }

  private int outcome(Operation operation) {
    return printed.print(
        AllocationRow.BALANCES,
        AllocationRow.of(
            Followed.unpacked(operation.getResponse(), AllocateCostResult.class)
                .orElseThrow()
                .getOutcome()));
  }

  int list(Optional<Date> month) {
    ListAllocationRunsRequest.Builder request = ListAllocationRunsRequest.newBuilder();
    month.ifPresent(request::setMonth);
    List<AllocationRun> runs =
        limit.rows(
            (size, token) ->
                allocations.listAllocationRuns(
                    request.setPageSize(size).setPageToken(token).build()),
            ListAllocationRunsResponse::getAllocationRunsList,
            ListAllocationRunsResponse::getNextPageToken);
    return printed.print(AllocationRow.RUNS, runs.stream().map(AllocationRow::of).toList());
  }

  int compare(long run, long other) {
    CompareAllocationRunsRequest.Builder request =
        CompareAllocationRunsRequest.newBuilder().setRun(run).setOtherRun(other);
    List<AllocationDifference> differences =
        limit.rows(
            (size, token) ->
                allocations.compareAllocationRuns(
                    request.setPageSize(size).setPageToken(token).build()),
            CompareAllocationRunsResponse::getDifferencesList,
            CompareAllocationRunsResponse::getNextPageToken);
    return printed.print(
        AllocationRow.DIFFERENCES, differences.stream().map(AllocationRow::of).toList());
  }
}
