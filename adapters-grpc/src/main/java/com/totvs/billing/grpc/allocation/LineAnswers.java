package com.totvs.billing.grpc.allocation;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.application.allocation.ExplainAllocation;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.cost.CostWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ExplainAllocationResponse;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// Lists the lines of runs, and explains each.
final class LineAnswers {
  private final ExplainAllocation explainAllocation;
  private final AllocationBook book;
  private final Months months;

  LineAnswers(ExplainAllocation explainAllocation, AllocationBook book, Months months) {
    this.explainAllocation = explainAllocation;
    this.book = book;
    this.months = months;
  }

  ListAllocationsResponse list(ListAllocationsRequest request, Caller caller) {
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    Optional<YearMonth> month =
        found.check(() -> CostWire.month(request.hasMonth(), request.getMonth(), "month"));
    checkMonthOrRun(request, found);
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
    Optional<LinePlace> after = page.after(position -> LinePlace.parse(position.getFirst()));
    LineFilter filter =
        new LineFilter(
            run(request, found.valid(month), after),
            found.valid(solution),
            found.valid(application),
            found.valid(customer),
            caller.solutions());
    List<KeptLine> read = book.lines(filter, after, page.limit());
    return ListAllocationsResponse.newBuilder()
        .addAllAllocations(page.rows(read).stream().map(AllocationWire::allocation).toList())
        .setNextPageToken(page.next(read, row -> List.of(row.place().toString())))
        .build();
  }

  ExplainAllocationResponse explain(ExplainAllocationRequest request, Caller caller) {
    return AllocationWire.explanation(
        explainAllocation.explain(caller, LinePlace.parse(request.getAllocationId())));
  }

  private static void checkMonthOrRun(ListAllocationsRequest request, Violations found) {
    if (request.getRun() < 0) {
      found.add("run", "must be the number of a run");
    }
    if (request.hasMonth() == (request.getRun() != 0)) {
      found.add("month", "must be set when run is not, and only then");
    }
  }

  // The pages of a list are of one run, also when another one is reported meanwhile.
  private long run(
      ListAllocationsRequest request, Optional<YearMonth> month, Optional<LinePlace> after) {
    long run =
        after.map(LinePlace::run).or(() -> month.map(this::reported)).orElse(request.getRun());
    if (book.run(run).isEmpty()) {
      throw AllocationBook.notFound("allocation run " + run);
    }
    return run;
  }

  private long reported(YearMonth month) {
    return months.list(month, Optional.empty(), 1).stream()
        .filter(one -> one.month().equals(month))
        .flatMap(one -> one.run().stream().boxed())
        .findFirst()
        .orElseThrow(() -> AllocationBook.notFound("allocation of " + month));
  }
}
