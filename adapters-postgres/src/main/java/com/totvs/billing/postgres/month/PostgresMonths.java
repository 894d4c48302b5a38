package com.totvs.billing.postgres.month;

import static com.totvs.billing.postgres.generated.Tables.CLOSED_MONTH;

import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.month.MonthState;
import com.totvs.billing.postgres.audit.Audit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.operation.OperationRows;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// Months in the table `closed_month`.
final class PostgresMonths implements Months {
  private final Database database;
  private final Clock clock;

  PostgresMonths(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<YearMonth> latestClosed() {
    return database.transaction(Lane.READ, ClosedMonths::latest);
  }

  @Override
  public List<MonthState> list(YearMonth open, Optional<YearMonth> before, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            Months.listed(
                    MonthsWithCost.read(db).stream().findFirst(), open, ClosedMonths.everClosed(db))
                .stream()
                .filter(month -> before.map(month::isBefore).orElse(true))
                .limit(limit)
                .map(month -> state(db, month))
                .toList());
  }

  @Override
  public MonthState reopen(YearMonth month, String subject, String reason) {
    return database.transaction(
        Lane.READ,
        db -> {
          ClosedMonths.lock(db);
          Optional<YearMonth> latest = ClosedMonths.latest(db);
          if (latest.isEmpty() || !latest.get().equals(month)) {
            throw Months.notClosed(month, latest);
          }
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          db.update(CLOSED_MONTH)
              .set(CLOSED_MONTH.REOPENED_TIME, OperationRows.utc(now))
              .set(CLOSED_MONTH.REOPENED_BY, subject)
              .set(CLOSED_MONTH.REOPEN_REASON, reason)
              .where(CLOSED_MONTH.MONTH.eq(month.atDay(1)), CLOSED_MONTH.REOPENED_TIME.isNull())
              .execute();
          Audit.write(db, now, subject, AuditAction.REOPEN_MONTH, month.toString(), reason);
          return state(db, month);
        });
  }

  private static MonthState state(DSLContext db, YearMonth month) {
    List<Closing> closings = ClosedMonths.of(db, month);
    return new MonthState(
        month,
        Months.isClosed(ClosedMonths.latest(db), month),
        ClosedMonths.reported(db, month),
        closings);
  }
}
