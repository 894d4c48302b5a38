package com.totvs.billing.postgres.month;

import static com.totvs.billing.postgres.generated.Tables.CLOSED_MONTH;
import static com.totvs.billing.postgres.generated.Tables.REPORTED_RUN;

import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.domain.month.Closing;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Which months are closed, as other transactions need it.
public final class ClosedMonths {
  private ClosedMonths() {}

  /// Keeps months from being closed or reopened until the transaction ends, and fails when a month
  /// is closed.
  ///
  /// @throws com.totvs.billing.domain.BillingException `MONTH_CLOSED`
  public static void requireOpen(DSLContext db, YearMonth month) {
    db.execute("LOCK TABLE billing.closed_month IN SHARE MODE");
    Months.requireOpen(latest(db), month);
  }

  /// Until the transaction ends, only it may close or reopen months.
  public static void lock(DSLContext db) {
    db.execute("LOCK TABLE billing.closed_month IN SHARE ROW EXCLUSIVE MODE");
  }

  /// The latest month that is closed; empty if none is.
  public static Optional<YearMonth> latest(DSLContext db) {
    List<Closing> closings = holding(db);
    return closings.isEmpty() ? Optional.empty() : Optional.of(closings.getLast().month());
  }

  /// The closings that hold, oldest first.
  public static List<Closing> holding(DSLContext db) {
    return db.selectFrom(CLOSED_MONTH)
        .where(CLOSED_MONTH.REOPENED_TIME.isNull())
        .orderBy(CLOSED_MONTH.MONTH)
        .fetch(ClosedMonths::closing);
  }

  /// Every closing of a month, newest first.
  static List<Closing> of(DSLContext db, YearMonth month) {
    return db.selectFrom(CLOSED_MONTH)
        .where(CLOSED_MONTH.MONTH.eq(month.atDay(1)))
        .orderBy(CLOSED_MONTH.CLOSING.desc())
        .fetch(ClosedMonths::closing);
  }

  /// The months that were ever closed.
  static List<YearMonth> everClosed(DSLContext db) {
    return db.selectDistinct(CLOSED_MONTH.MONTH)
        .from(CLOSED_MONTH)
        .fetch(row -> YearMonth.from(row.value1()));
  }

  /// The run that is reported of a month.
  static OptionalLong reported(DSLContext db, YearMonth month) {
    return db.select(REPORTED_RUN.RUN)
        .from(REPORTED_RUN)
        .where(REPORTED_RUN.MONTH.eq(month.atDay(1)))
        .fetchOptional(REPORTED_RUN.RUN)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  static Closing closing(Record row) {
    return new Closing(
        row.get(CLOSED_MONTH.CLOSING),
        YearMonth.from(row.get(CLOSED_MONTH.MONTH)),
        row.get(CLOSED_MONTH.RUN),
        row.get(CLOSED_MONTH.CLOSED_TIME).toInstant(),
        row.get(CLOSED_MONTH.CLOSED_BY),
        row.get(CLOSED_MONTH.REASON),
        row.get(CLOSED_MONTH.ACCEPT_UNSETTLED),
        row.get(CLOSED_MONTH.LINES_DIGEST),
        Optional.ofNullable(row.get(CLOSED_MONTH.REOPENED_TIME))
            .map(
                time ->
                    new Closing.Reopening(
                        time.toInstant(),
                        Objects.requireNonNull(row.get(CLOSED_MONTH.REOPENED_BY)),
                        Objects.requireNonNull(row.get(CLOSED_MONTH.REOPEN_REASON)))));
  }
}
