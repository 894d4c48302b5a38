package com.totvs.billing.benchmark;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.CostDimension;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import com.totvs.billing.v1.SummarizeCostRequest;
import java.time.Instant;
import java.time.YearMonth;
import picocli.CommandLine.Command;

/// Measures how long a month's cost takes to be divided, from the order to the commit, and what
/// that takes of the heap.
@Command(
    name = "allocate",
    mixinStandardHelpOptions = true,
    description = {
      "Divides 200 month sums that all share by the use of a month of many records, and writes"
          + " every line.",
      "Exits 0 only if the lines add up to what was collected."
    })
final class AllocateBenchmark extends OnServer {
  private static final int SERVICES = 200;
  private static final int WARM_UP = 5;
  private static final int REPORTS = 20;
  private static final double MEBI = 1 << 20;

  @Override
  Figures measure(ServerProcess server, long size) {
    YearMonth last = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
    say("filling %s with %,d records".formatted(last, size));
    new FilledMonth(last, size).fill(server.sql());
    BilledMonth bill = new BilledMonth(last, SERVICES);
    bill.fill(server.sql());
    try (GrpcLoad load = new GrpcLoad(server.host(), server.port(), server.token(), new Tally())) {
      AdminCalls admin = new AdminCalls(load.channel());
      say("summing up");
      admin.rebuildTotals();
      say("allocating");
      AdminCalls.Allocated allocated = admin.allocate(last);
      ServerProcess.Peaks peaks = server.heapPeaks();
      AllocationOutcome outcome = allocated.outcome();
      say("asking what customers cost");
      double[] millis = ask(ReportServiceGrpc.newBlockingStub(load.channel()), last);
      return new Figures()
          .put("records", size)
          .put("sums", outcome.getSums())
          .put("lines", outcome.getLines())
          .put("allocate_10m_s", allocated.seconds())
          .putZero(
              "difference",
              bill.difference(server.sql(), outcome.getRun()),
              "so many centavos of the bill are in no line")
          .put("heap_peak_mb", peaks.all() / MEBI)
          .put("heap_limit_mb", peaks.limit() / MEBI)
          .put("cost_report_p50_ms", Sample.percentile(millis, 0.5))
          .put("cost_report_p99_ms", Sample.percentile(millis, 0.99));
    }
  }

  private static double[] ask(ReportServiceBlockingStub reports, YearMonth month) {
    SummarizeCostRequest request =
        SummarizeCostRequest.newBuilder()
            .setFilter(CostFilter.newBuilder().setFirstMonth(AdminCalls.month(month).getMonth()))
            .addGroupBy(CostDimension.COST_DIMENSION_CUSTOMER)
            .setPageSize(1_000)
            .build();
    double[] millis = new double[REPORTS];
    for (int call = -WARM_UP; call < REPORTS; call++) {
      long begun = System.nanoTime();
      if (reports.summarizeCost(request).getSummariesCount() == 0) {
        throw new IllegalStateException("the report is empty");
      }
      if (call >= 0) {
        millis[call] = (System.nanoTime() - begun) / 1e6;
      }
    }
    return millis;
  }
}
