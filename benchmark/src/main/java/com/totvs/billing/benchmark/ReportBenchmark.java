package com.totvs.billing.benchmark;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.v1.ExportUsageRequest;
import com.totvs.billing.v1.ExportUsageResponse;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.UsageDimension;
import com.totvs.billing.v1.UsageExportKind;
import com.totvs.billing.v1.UsageFilter;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Iterator;
import picocli.CommandLine.Command;

/// Measures how long a report on a month takes, beside the same question put to the raw table, and
/// what exporting the month takes of the heap.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Sums a month of many records up by customer, solution and application, beside GROUP BY in"
          + " plain SQL, and exports every record.",
      "Exits 0 only if every record was exported and no call failed."
    })
final class ReportBenchmark extends OnServer {
  private static final int WARM_UP = 30;
  private static final int CALLS = 200;
  private static final double MEBI = 1 << 20;

  @Override
  Figures measure(ServerProcess server, long size) {
    YearMonth last = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
    say("filling %s with %,d records".formatted(last, size));
    new FilledMonth(last, size).fill(server.sql());
    try (GrpcLoad load = new GrpcLoad(server.host(), server.port(), server.token(), new Tally())) {
      say("summing up");
      new AdminCalls(load.channel()).rebuildTotals();
      ReportServiceBlockingStub reports = ReportServiceGrpc.newBlockingStub(load.channel());
      UsageFilter filter = UsageFilter.newBuilder().setPeriod(AdminCalls.month(last)).build();
      say("asking");
      double[] millis = ask(reports, filter);
      double sql = sqlMillis(server.sql(), last);
      Figures figures =
          new Figures()
              .put("records", size)
              .put("report_10m_p50_ms", Sample.percentile(millis, 0.5))
              .put("report_10m_p99_ms", Sample.percentile(millis, 0.99))
              .put("raw_group_by_ms", sql)
              .put("report_vs_sql", sql / Sample.percentile(millis, 0.5));
      say("exporting every record");
      return export(figures, server, reports, filter, size);
    }
  }

  private static double[] ask(ReportServiceBlockingStub reports, UsageFilter filter) {
    SummarizeUsageRequest request =
        SummarizeUsageRequest.newBuilder()
            .setFilter(filter)
            .addGroupBy(UsageDimension.USAGE_DIMENSION_CUSTOMER)
            .addGroupBy(UsageDimension.USAGE_DIMENSION_SOLUTION)
            .addGroupBy(UsageDimension.USAGE_DIMENSION_APPLICATION)
            .setPageSize(1_000)
            .build();
    double[] millis = new double[CALLS];
    for (int call = -WARM_UP; call < CALLS; call++) {
      long begun = System.nanoTime();
      SummarizeUsageResponse answer = reports.summarizeUsage(request);
      if (answer.getSummariesCount() == 0) {
        throw new IllegalStateException("the report is empty");
      }
      if (call >= 0) {
        millis[call] = (System.nanoTime() - begun) / 1e6;
      }
    }
    return millis;
  }

  private static double sqlMillis(Sql sql, YearMonth month) {
    String question =
        """
        SELECT (sum(calls) + sum(input) + sum(output) + sum(image))::bigint FROM (
          SELECT customer_code, solution_id, application_id, count(*) AS calls,
            sum(input_tokens) AS input, sum(output_tokens) AS output, sum(image_size_kb) AS image
          FROM billing.usage
          WHERE occurred_time >= '%s' AND occurred_time < '%s'
          GROUP BY 1, 2, 3) groups
        """
            .formatted(
                BusinessZone.SAO_PAULO.start(month),
                BusinessZone.SAO_PAULO.start(month.plusMonths(1)));
    var _ = sql.number(question);
    long begun = System.nanoTime();
    var _ = sql.number(question);
    return (System.nanoTime() - begun) / 1e6;
  }

  private static Figures export(
      Figures figures,
      ServerProcess server,
      ReportServiceBlockingStub reports,
      UsageFilter filter,
      long size) {
    long begun = System.nanoTime();
    Iterator<ExportUsageResponse> parts =
        reports.exportUsage(
            ExportUsageRequest.newBuilder()
                .setKind(UsageExportKind.USAGE_EXPORT_KIND_RECORDS)
                .setFilter(filter)
                .build());
    long lines = -1;
    while (parts.hasNext()) {
      for (byte one : parts.next().getContent()) {
        lines += one == '\n' ? 1 : 0;
      }
    }
    if (lines != size) {
      throw new IllegalStateException(lines + " records were exported");
    }
    ServerProcess.Peaks peaks = server.heapPeaks();
    return figures
        .put("export_records_per_second", lines / ((System.nanoTime() - begun) / 1e9))
        .put("heap_peak_mb", peaks.all() / MEBI)
        .put("heap_limit_mb", peaks.limit() / MEBI);
  }
}
