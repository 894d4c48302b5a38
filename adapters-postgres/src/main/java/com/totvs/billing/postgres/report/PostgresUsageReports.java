package com.totvs.billing.postgres.report;

import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.report.Summaries;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.report.UsageTotals;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;

/// Reports from the sums of days and what they do not hold.
final class PostgresUsageReports implements UsageReports {
  private static final Duration LONGEST_READ = Duration.ofMinutes(5);
  private static final int FETCHED_AT_ONCE = 1_000;

  private final Database database;
  private final SummarySql sql;

  PostgresUsageReports(Database database, SummarySql sql) {
    this.database = database;
    this.sql = sql;
  }

  @Override
  public Summaries summarize(SummaryQuery query, Optional<Position> after, int limit) {
    return database.snapshot(
        Lane.READ,
        db -> {
          // A plan for any span would reckon with few days, and take longer for a month than it
          // takes to make one.
          db.execute("SET LOCAL plan_cache_mode = force_custom_plan");
          List<Record> page = attached(db, sql.page(query, after, limit)).fetch();
          // Users of all groups are not the sum of those of each.
          UsageTotals total =
              page.isEmpty() || query.distinctUsers()
                  ? total(db, query.filter(), query.distinctUsers())
                  : SummaryRows.whole(page.getFirst());
          UsageFilter whole = query.filter().whole();
          return new Summaries(
              page.stream().map(row -> SummaryRows.summary(row, query)).toList(),
              total,
              whole.equals(query.filter()) ? total : total(db, whole, query.distinctUsers()));
        });
  }

  @Override
  public void each(SummaryQuery query, Consumer<UsageSummary> reader) {
    long end = System.nanoTime() + LONGEST_READ.toNanos();
    database.snapshot(
        Lane.EXPORT,
        db -> {
          try (Cursor<Record> rows =
              attached(db, sql.groups(query)).fetchSize(FETCHED_AT_ONCE).fetchLazy()) {
            for (Record row : rows) {
              if (System.nanoTime() - end > 0) {
                throw BillingException.of(
                    Reason.EXPORT_TOO_SLOW,
                    "the export was not read within " + LONGEST_READ.toMinutes() + " minutes");
              }
              reader.accept(SummaryRows.summary(row, query));
            }
          }
          return true;
        });
  }

  private UsageTotals total(DSLContext db, UsageFilter filter, boolean distinctUsers) {
    return attached(db, sql.total(filter, distinctUsers))
        .fetchSingle(row -> SummaryRows.totals(row, distinctUsers));
  }

  private static ResultQuery<Record> attached(DSLContext db, ResultQuery<Record> query) {
    query.attach(db.configuration());
    return query;
  }
}
