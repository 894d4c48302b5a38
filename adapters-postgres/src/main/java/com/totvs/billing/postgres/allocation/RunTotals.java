package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_SUM;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_TOTAL;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Record5;
import org.jooq.Select;

/// What the lines of a run add up to for each payer, which reports read instead of the lines.
final class RunTotals {
  private RunTotals() {}

  /// Adds the lines of a run up, once.
  static void insert(DSLContext db, long run) {
    db.insertInto(ALLOCATION_TOTAL).select(ofLines(run)).execute();
  }

  /// Whether they still are what the lines add up to.
  static boolean hold(DSLContext db, long run) {
    return !db.fetchExists(kept(run).except(ofLines(run)))
        && !db.fetchExists(ofLines(run).except(kept(run)));
  }

  private static Select<Record5<Long, LocalDate, Integer, String, BigDecimal>> kept(long run) {
    return select(
            ALLOCATION_TOTAL.RUN,
            ALLOCATION_TOTAL.FOR_MONTH,
            ALLOCATION_TOTAL.PAYER,
            ALLOCATION_TOTAL.CURRENCY_CODE,
            ALLOCATION_TOTAL.AMOUNT)
        .from(ALLOCATION_TOTAL)
        .where(ALLOCATION_TOTAL.RUN.eq(run));
  }

  private static Select<Record5<Long, LocalDate, Integer, String, BigDecimal>> ofLines(long run) {
    return select(
            ALLOCATION.RUN,
            ALLOCATION_SUM.FOR_MONTH,
            ALLOCATION.PAYER,
            ALLOCATION_SUM.CURRENCY_CODE,
            sum(ALLOCATION.AMOUNT))
        .from(ALLOCATION)
        .join(ALLOCATION_SUM)
        .on(ALLOCATION_SUM.RUN.eq(ALLOCATION.RUN), ALLOCATION_SUM.SUM.eq(ALLOCATION.SUM))
        .where(ALLOCATION.RUN.eq(run))
        .groupBy(
            ALLOCATION.RUN,
            ALLOCATION_SUM.FOR_MONTH,
            ALLOCATION.PAYER,
            ALLOCATION_SUM.CURRENCY_CODE);
  }
}
