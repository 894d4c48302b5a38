package com.totvs.billing.grpc.export;

import com.totvs.billing.application.call.Patience;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.grpc.call.Streamed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Writes usage as CSV (RFC 4180), record by record or summed up. No more than a page of it is in
/// memory, and while records are sent nothing is locked.
public final class UsageExports {
  private static final int RECORDS_AT_ONCE = 5_000;
  private static final Duration PAGE_WITHIN = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final UsageJournal journal;
  private final UsageReports reports;
  private final RecordColumns recordColumns;

  UsageExports(UsageJournal journal, UsageReports reports, RecordColumns recordColumns) {
    this.journal = journal;
    this.reports = reports;
    this.recordColumns = recordColumns;
  }

  /// Every record that fits, in the order of keys.
  public void records(UsageFilter filter, Streamed content) {
    long end = System.nanoTime() + LONGEST.toNanos();
    CsvLines lines = new CsvLines(content);
    lines.add(RecordColumns.HEADER);
    List<RecordedUsage> page = page(filter, Optional.empty());
    page.forEach(record -> lines.add(recordColumns.of(record)));
    while (page.size() == RECORDS_AT_ONCE) {
      requireInTime(end);
      page = page(filter, Optional.of(page.getLast().usage().key()));
      page.forEach(record -> lines.add(recordColumns.of(record)));
    }
    lines.flush();
  }

  private static void requireInTime(long end) {
    if (System.nanoTime() - end > 0) {
      throw BillingException.of(
          Reason.EXPORT_TOO_SLOW,
          "the export was not read within " + LONGEST.toMinutes() + " minutes");
    }
  }

  private List<RecordedUsage> page(UsageFilter filter, Optional<UsageKey> after) {
    return Patience.within(PAGE_WITHIN, () -> journal.export(filter, after, RECORDS_AT_ONCE));
  }

  /// Every group of the answer to a query.
  public void summary(SummaryQuery query, Streamed content) {
    SummaryColumns columns = new SummaryColumns(query);
    CsvLines lines = new CsvLines(content);
    lines.add(columns.header());
    reports.each(query, summary -> lines.add(columns.of(summary)));
    lines.flush();
  }
}
