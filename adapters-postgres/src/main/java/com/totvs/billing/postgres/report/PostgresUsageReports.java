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
    return query.distinctUsers()
        ? database.longSnapshot(
            db -> summarize(db, query, after, limit), PostgresUsageReports::tooLarge)
        : database.snapshot(Lane.READ, db -> summarize(db, query, after, limit));
  }

  private Summaries summarize(
      DSLContext db, SummaryQuery query, Optional<Position> after, int limit) {
    // A plan for any span would reckon with few days, and take longer for a month than it takes to
    // make one.
    db.execute("SET LOCAL plan_cache_mode = force_custom_plan");
    List<Record> page = attached(db, sql.page(query, after, limit)).fetch();
    UsageTotals total =
        page.isEmpty()
            ? total(db, query.filter(), query.distinctUsers())
            : SummaryRows.whole(page.getFirst(), query.distinctUsers());
    UsageFilter whole = query.filter().whole();
    return new Summaries(
        page.stream().map(row -> SummaryRows.summary(row, query)).toList(),
        total,
        whole.equals(query.filter()) ? total : whole(db, query, page));
  }

  // Its users were counted with those of the page.
  private UsageTotals whole(DSLContext db, SummaryQuery query, List<Record> page) {
    UsageFilter whole = query.filter().whole();
    return page.isEmpty()
        ? total(db, whole, query.distinctUsers())
        : total(db, whole, false)
            .withDistinctUsers(SummaryRows.everybody(page.getFirst(), query.distinctUsers()));
  }

  private static BillingException tooLarge() {
    return BillingException.of(
        Reason.REPORT_TOO_LARGE,
        "the report could not be made in time; distinct users are counted by reading every record:"
            + " ask for a shorter period, or for ExportUsage, which has more time");
  }

  @Override
  public void each(SummaryQuery query, Consumer<UsageSummary> reader) {
    long end = System.nanoTime() + LONGEST_READ.toNanos();
    database.longSnapshot(
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
        },
        PostgresUsageReports::tooLarge);
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
