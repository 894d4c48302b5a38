package com.totvs.billing.grpc.allocation;

import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.allocation.OrderAllocation;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.MonthState;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.operation.OperationWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CloseMonthResponse;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.ListMonthsResponse;
import com.totvs.billing.v1.ReopenMonthRequest;
import com.totvs.billing.v1.ReopenMonthResponse;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Closes months and reopens them, and lists them all.
final class MonthAnswers {
  private final OrderAllocation orderAllocation;
  private final Months months;
  private final BusinessZone zone;
  private final Clock clock;

  MonthAnswers(OrderAllocation orderAllocation, Months months, BusinessZone zone, Clock clock) {
    this.orderAllocation = orderAllocation;
    this.months = months;
    this.zone = zone;
    this.clock = clock;
  }

  ListMonthsResponse list(ListMonthsRequest request, Caller caller) {
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

  CloseMonthResponse close(CloseMonthRequest request, Caller caller) {
    Violations found = new Violations("");
    YearMonth month =
        found.check(() -> orderAllocation.requireBegun(Wire.month(request.getMonth(), "month")));
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

  ReopenMonthResponse reopen(ReopenMonthRequest request, Caller caller) {
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
