package com.totvs.billing.postgres;

import static com.totvs.billing.postgres.generated.Tables.OPERATION;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.Database.Lane;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// The sums of days in the table `usage_daily`.
final class PostgresDailyTotals implements DailyTotals {
  private final Database database;
  private final UsageSums sums;
  private final UsageFacts facts;
  private final BusinessZone zone;
  private final Clock clock;

  PostgresDailyTotals(
      Database database, UsageSums sums, UsageFacts facts, BusinessZone zone, Clock clock) {
    this.database = database;
    this.sums = sums;
    this.facts = facts;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public boolean sum(int limit) {
    return database.transaction(Lane.JOB, db -> sums.sum(db, limit));
  }

  @Override
  public List<LocalDate> days(Span span) {
    Span whole =
        new Span(
            span.start().map(start -> zone.start(zone.day(start))), span.end().map(this::endOfDay));
    return database.snapshot(
        Lane.JOB,
        db ->
            db.selectDistinct(UsageFacts.DAY)
                .from(facts.of(UsageFilter.of(whole)))
                .orderBy(UsageFacts.DAY)
                .fetch(UsageFacts.DAY));
  }

  private Instant endOfDay(Instant end) {
    Instant start = zone.start(zone.day(end));
    return start.equals(end) ? end : zone.start(zone.day(end).plusDays(1));
  }

  @Override
  public boolean rebuild(Claim claim, LocalDate day) {
    return database.transaction(
        Lane.JOB,
        db -> {
          var _ = OperationRows.step(db, claim, now());
          UsageSums.takeTurn(db);
          boolean changed = sums.differences(db, day, zone) > 0;
          sums.rebuild(db, day, zone);
          return changed;
        });
  }

  @Override
  public List<Finding> check(LocalDate day) {
    return database.snapshot(Lane.JOB, db -> new DayCheck(db, sums, zone).wrong(day));
  }

  @Override
  public List<Finding> check() {
    return database.snapshot(Lane.JOB, db -> new OverallCheck(db, now()).findings());
  }

  @Override
  public Operation progress(Claim claim, long daysDone, long daysTotal) {
    return database.transaction(
        Lane.JOB,
        db -> {
          Operation operation = OperationRows.step(db, claim, now());
          keepProgress(db, operation, daysDone, daysTotal);
          return OperationRows.find(db, operation.id()).orElseThrow();
        });
  }

  private void keepProgress(DSLContext db, Operation operation, long done, long total) {
    Instant started = operation.started().orElseGet(this::now);
    db.update(OPERATION)
        .set(OPERATION.STARTED_TIME, OperationRows.utc(Optional.of(started)))
        .set(OPERATION.PROGRESS_DONE, done)
        .set(OPERATION.PROGRESS_TOTAL, total)
        .where(OPERATION.OPERATION_ID.eq(operation.id().value()))
        .execute();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
