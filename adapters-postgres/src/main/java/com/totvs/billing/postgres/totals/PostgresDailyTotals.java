package com.totvs.billing.postgres.totals;

import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.operation.OperationRows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.DSLContext;

/// The sums of days in the tables `usage_daily` and `usage_history_daily`, and those of months.
final class PostgresDailyTotals implements DailyTotals {
  private final Database database;
  private final UsageSums sums;
  private final SumsComparison comparison;
  private final UsageFacts facts;
  private final BusinessZone zone;
  private final Clock clock;

  PostgresDailyTotals(
      Database database, UsageSums sums, UsageFacts facts, BusinessZone zone, Clock clock) {
    this.database = database;
    this.sums = sums;
    this.comparison = new SumsComparison(zone);
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
    return database.snapshot(Lane.JOB, db -> days(db, whole));
  }

  // From the records themselves as well: a day that has no sums at all must not be missed.
  private List<LocalDate> days(DSLContext db, Span whole) {
    TreeSet<LocalDate> days =
        new TreeSet<>(
            db.selectDistinct(UsageFacts.DAY)
                .from(facts.of(UsageFilter.of(whole)))
                .where(UsageFacts.RECORDS.ne(0L))
                .fetch(UsageFacts.DAY));
    var ends =
        db.select(min(RECORDED_USAGE.OCCURRED_TIME), max(RECORDED_USAGE.OCCURRED_TIME))
            .from(RECORDED_USAGE)
            .where(facts.ofRecords(UsageFilter.of(whole)))
            .fetchSingle();
    if (ends.value1() != null) {
      zone.day(ends.value1().toInstant())
          .datesUntil(zone.day(ends.value2().toInstant()).plusDays(1))
          .filter(day -> !days.contains(day) && has(db, day))
          .forEach(days::add);
    }
    // So must a month that has sums, and no day that has any.
    db.selectDistinct(UsageFacts.DAY)
        .from(facts.byMonth(UsageFilter.of(whole)))
        .where(UsageFacts.RECORDS.ne(0L))
        .forEach(
            row -> {
              LocalDate first = row.value1();
              if (days.subSet(first.withDayOfMonth(1), first.withDayOfMonth(1).plusMonths(1))
                  .isEmpty()) {
                days.add(first);
              }
            });
    return List.copyOf(days);
  }

  private boolean has(DSLContext db, LocalDate day) {
    Span span = new Span(Optional.of(zone.start(day)), Optional.of(zone.start(day.plusDays(1))));
    return db.fetchExists(
        select(RECORDED_USAGE.USAGE_ID)
            .from(RECORDED_USAGE)
            .where(facts.ofRecords(UsageFilter.of(span))));
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
          boolean changed =
              comparison.ofDay(db, day) > 0 || SumsComparison.ofMonth(db, YearMonth.from(day)) > 0;
          sums.rebuild(db, day);
          return changed;
        });
  }

  @Override
  public List<Finding> check(LocalDate day) {
    return database.snapshot(Lane.JOB, db -> new DayCheck(db, comparison, zone).wrong(day));
  }

  @Override
  public List<Finding> check() {
    return database.snapshot(Lane.JOB, db -> new OverallCheck(db, now()).findings());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
