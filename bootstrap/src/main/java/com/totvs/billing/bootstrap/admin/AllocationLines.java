package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import io.grpc.Channel;
import java.util.List;

/// Lines of a division, and why one is what it is. Each action returns the exit code.
final class AllocationLines {
  private final AllocationServiceBlockingStub allocations;
  private final Limit limit;
  private final Printed printed;

  AllocationLines(Channel channel, Limit limit, Printed printed) {
    this.allocations = AllocationServiceGrpc.newBlockingStub(channel);
    this.limit = limit;
    this.printed = printed;
  }

  int list(ListAllocationsRequest.Builder request) {
    List<Allocation> lines =
        limit.rows(
            (size, token) ->
                allocations.listAllocations(request.setPageSize(size).setPageToken(token).build()),
            ListAllocationsResponse::getAllocationsList,
            ListAllocationsResponse::getNextPageToken);
    return printed.print(AllocationRow.LINES, lines.stream().map(AllocationRow::of).toList());
  }

  int explain(String line) {
    return printed.print(
        List.of("what", "value"),
        Explained.rows(
            allocations.explainAllocation(
                ExplainAllocationRequest.newBuilder().setAllocationId(line).build())));
  }
}
