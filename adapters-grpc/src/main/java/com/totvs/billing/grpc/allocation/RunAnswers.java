package com.totvs.billing.grpc.allocation;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.application.allocation.CompareRuns;
import com.totvs.billing.application.allocation.OrderAllocation;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.cost.CostWire;
import com.totvs.billing.grpc.operation.OperationWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResponse;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CompareAllocationRunsResponse;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationRunsResponse;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Has cost divided, and answers what is asked of the runs that did it.
final class RunAnswers {
  private final OrderAllocation orderAllocation;
  private final AllocationBook book;
  private final CompareRuns compareRuns;

  RunAnswers(OrderAllocation orderAllocation, AllocationBook book) {
    this.orderAllocation = orderAllocation;
    this.book = book;
    this.compareRuns = new CompareRuns(book);
  }

  AllocateCostResponse allocate(AllocateCostRequest request, Caller caller) {
    Violations found = new Violations("");
    YearMonth month =
        found.check(() -> orderAllocation.requireBegun(Wire.month(request.getMonth(), "month")));
    Optional<UUID> requestId = found.check(() -> Wire.requestId(request.getRequestId()));
    return AllocateCostResponse.newBuilder()
        .setOperation(
            OperationWire.operation(
                orderAllocation.allocate(
                    caller, found.valid(month), request.getDryRun(), found.valid(requestId))))
        .build();
  }

  ListAllocationRunsResponse list(ListAllocationRunsRequest request, Caller caller) {
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

  CompareAllocationRunsResponse compare(CompareAllocationRunsRequest request, Caller caller) {
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
            page.after(RunAnswers::place).orElse(CompareRuns.Place.FIRST),
            page.size());
    return CompareAllocationRunsResponse.newBuilder()
        .addAllDifferences(told.differences().stream().map(AllocationWire::difference).toList())
        .setNextPageToken(told.next().map(RunAnswers::texts).map(page::next).orElse(""))
        .build();
  }

  private static List<String> texts(CompareRuns.Place place) {
    return List.of(String.valueOf(place.sum()), String.valueOf(place.lines()));
  }

  private static CompareRuns.Place place(List<String> texts) {
    return new CompareRuns.Place(Integer.parseInt(texts.get(0)), Integer.parseInt(texts.get(1)));
  }
}
