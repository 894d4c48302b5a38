package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_PAYER;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_SUM;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import com.totvs.billing.application.allocation.AllocationBook.Difference;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.MinorUnits;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/// Compares the lines of two runs.
final class RunDifferences {
  private static final Field<Boolean> CORRECTS =
      field(ALLOCATION_SUM.FOR_MONTH.ne(ALLOCATION_RUN.MONTH)).as("corrects");

  // What a line is told apart by, in the order of lines.
  private static final List<Field<?>> KEYS =
      List.of(
          CORRECTS,
          ALLOCATION_SUM.FOR_MONTH,
          ALLOCATION_SUM.CURRENCY_CODE,
          ALLOCATION_SUM.FIXED_COST_ID,
          ALLOCATION_SUM.SUBSCRIPTION_ID,
          ALLOCATION_SUM.RESOURCE_GROUP,
          ALLOCATION_SUM.SERVICE_NAME,
          ALLOCATION_SUM.COST_GROUPING,
          ALLOCATION_SUM.GROUP_VALUE,
          ALLOCATION_PAYER.SOLUTION_ID,
          ALLOCATION_PAYER.APPLICATION_ID,
          ALLOCATION_PAYER.SET_ASIDE,
          ALLOCATION_PAYER.CUSTOMER_CODE);

  private RunDifferences() {}

  static List<Difference> read(DSLContext db, long run, long other, int skipped, int limit) {
    Field<BigDecimal> before = amount(run);
    Field<BigDecimal> after = amount(other);
    return db.select(KEYS)
        .select(before.as("before"), after.as("after"))
        .from(ALLOCATION)
        .join(ALLOCATION_RUN)
        .on(ALLOCATION_RUN.RUN.eq(ALLOCATION.RUN))
        .join(ALLOCATION_SUM)
        .on(ALLOCATION_SUM.RUN.eq(ALLOCATION.RUN), ALLOCATION_SUM.SUM.eq(ALLOCATION.SUM))
        .leftJoin(ALLOCATION_PAYER)
        .on(ALLOCATION_PAYER.RUN.eq(ALLOCATION.RUN), ALLOCATION_PAYER.PAYER.eq(ALLOCATION.PAYER))
        .where(ALLOCATION.RUN.in(run, other))
        .groupBy(KEYS)
        .having(before.ne(after))
        .orderBy(
            CORRECTS,
            ALLOCATION_SUM.FOR_MONTH,
            ALLOCATION_SUM.CURRENCY_CODE,
            ALLOCATION_SUM.FIXED_COST_ID.asc().nullsFirst(),
            ALLOCATION_SUM.SUBSCRIPTION_ID,
            ALLOCATION_SUM.RESOURCE_GROUP,
            ALLOCATION_SUM.SERVICE_NAME,
            ALLOCATION_SUM.COST_GROUPING,
            ALLOCATION_SUM.GROUP_VALUE,
            ALLOCATION_PAYER.SOLUTION_ID.asc().nullsLast(),
            ALLOCATION_PAYER.APPLICATION_ID,
            field(ALLOCATION_PAYER.CUSTOMER_CODE.isNull()),
            ALLOCATION_PAYER.SET_ASIDE,
            ALLOCATION_PAYER.CUSTOMER_CODE)
        .offset(skipped)
        .limit(limit)
        .fetch(RunDifferences::difference);
  }

  private static Field<BigDecimal> amount(long run) {
    return sum(when(ALLOCATION.RUN.eq(run), ALLOCATION.AMOUNT).otherwise(inline(BigDecimal.ZERO)));
  }

  private static Difference difference(Record row) {
    Currency currency = Currency.getInstance(row.get(ALLOCATION_SUM.CURRENCY_CODE));
    return new Difference(
        row.get(CORRECTS)
            ? Optional.of(YearMonth.from(row.get(ALLOCATION_SUM.FOR_MONTH)))
            : Optional.empty(),
        new Correction.Line(
            AllocationRows.origin(row), currency, PostgresAllocationBook.payer(row)),
        MinorUnits.of(row.get("before", BigDecimal.class), currency),
        MinorUnits.of(row.get("after", BigDecimal.class), currency));
  }
}
