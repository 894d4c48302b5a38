package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_PAYER;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN_MONTH;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_SUM;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.allocation.Driver;
import com.totvs.billing.domain.allocation.Fraction;
import com.totvs.billing.domain.allocation.MinorUnits;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.postgres.operation.AllocationResults;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/// Rows of allocations as the domain sees them.
final class AllocationRows {
  private AllocationRows() {}

  /// Lines with their sums and payers.
  static SelectOnConditionStep<Record> lines(DSLContext db) {
    return lines(db, ALLOCATION.DRIVER_TOTAL);
  }

  /// The same with the totals of what is divided by that belong to these solutions.
  static SelectOnConditionStep<Record> lines(
      DSLContext db, long run, Collection<String> solutions) {
    var totals =
        select(
                ALLOCATION.SUM,
                ALLOCATION.DRIVER_TOTAL.as("told"),
                greatest(sum(ALLOCATION.DRIVER_QUANTITY), inline(BigDecimal.ONE)).as("total"))
            .from(ALLOCATION)
            .join(ALLOCATION_PAYER)
            .on(
                ALLOCATION_PAYER.RUN.eq(ALLOCATION.RUN),
                ALLOCATION_PAYER.PAYER.eq(ALLOCATION.PAYER))
            .where(ALLOCATION.RUN.eq(run), ALLOCATION_PAYER.SOLUTION_ID.in(solutions))
            .groupBy(ALLOCATION.SUM, ALLOCATION.DRIVER_TOTAL)
            .asTable("totals");
    Field<BigDecimal> total = field(name("totals", "total"), BigDecimal.class);
    return lines(db, total.as(ALLOCATION.DRIVER_TOTAL))
        .join(totals)
        .on(
            field(name("totals", "sum"), Integer.class).eq(ALLOCATION.SUM),
            field(name("totals", "told"), BigDecimal.class).eq(ALLOCATION.DRIVER_TOTAL));
  }

  private static SelectOnConditionStep<Record> lines(
      DSLContext db, SelectField<BigDecimal> driverTotal) {
    return db.select(ALLOCATION_SUM.fields())
        .select(ALLOCATION_PAYER.fields())
        .select(
            ALLOCATION.LINE,
            ALLOCATION.DRIVER_QUANTITY,
            driverTotal,
            ALLOCATION.AMOUNT,
            ALLOCATION_RUN.MONTH)
        .from(ALLOCATION)
        .join(ALLOCATION_RUN)
        .on(ALLOCATION_RUN.RUN.eq(ALLOCATION.RUN))
        .join(ALLOCATION_SUM)
        .on(ALLOCATION_SUM.RUN.eq(ALLOCATION.RUN), ALLOCATION_SUM.SUM.eq(ALLOCATION.SUM))
        .leftJoin(ALLOCATION_PAYER)
        .on(ALLOCATION_PAYER.RUN.eq(ALLOCATION.RUN), ALLOCATION_PAYER.PAYER.eq(ALLOCATION.PAYER));
  }

  static KeptLine kept(Record row) {
    Heading heading = heading(row);
    Optional<UsageShare> use =
        row.get(ALLOCATION_PAYER.PAYER) == null ? Optional.empty() : Optional.of(use(row));
    return new KeptLine(
        new LinePlace(row.get(ALLOCATION_SUM.RUN), heading.number(), row.get(ALLOCATION.LINE)),
        heading,
        line(row, heading, use),
        use);
  }

  static AllocatedLine line(Record row, Heading heading, Optional<UsageShare> use) {
    return new AllocatedLine(
        use.map(UsageShare::payer),
        new Fraction(
            row.get(ALLOCATION.DRIVER_QUANTITY).toBigIntegerExact(),
            row.get(ALLOCATION.DRIVER_TOTAL.getName(), BigDecimal.class).toBigIntegerExact()),
        MinorUnits.of(row.get(ALLOCATION.AMOUNT), heading.sum().currency()));
  }

  /// Whose line it is; empty for what is unallocated.
  static Optional<Payer> payer(Record row) {
    return Optional.ofNullable(row.get(ALLOCATION_PAYER.SOLUTION_ID))
        .map(
            solution ->
                AllocationInputs.payer(
                    solution,
                    row.get(ALLOCATION_PAYER.APPLICATION_ID),
                    Optional.ofNullable(row.get(ALLOCATION_PAYER.CUSTOMER_CODE)),
                    row.get(ALLOCATION_PAYER.SET_ASIDE)));
  }

  static UsageShare use(Record row) {
    return new UsageShare(
        payer(row).orElseThrow(),
        row.get(ALLOCATION_PAYER.CALLS),
        row.get(ALLOCATION_PAYER.INPUT_TOKENS),
        row.get(ALLOCATION_PAYER.OUTPUT_TOKENS),
        row.get(ALLOCATION_PAYER.IMAGE_SIZE_KB));
  }

  static Heading heading(Record row) {
    LocalDate forMonth = row.get(ALLOCATION_SUM.FOR_MONTH);
    MonthSum sum = monthSum(row, row.get(ALLOCATION_SUM.EXACT_AMOUNT));
    return new Heading(
        row.get(ALLOCATION_SUM.SUM),
        forMonth.equals(row.get(ALLOCATION_RUN.MONTH))
            ? Optional.empty()
            : Optional.of(YearMonth.from(forMonth)),
        sum,
        MinorUnits.of(row.get(ALLOCATION_SUM.AMOUNT), sum.currency()),
        new RuleId(row.get(ALLOCATION_SUM.RULE_ID)),
        Driver.of(row.get(ALLOCATION_SUM.DRIVER)));
  }

  static MonthSum monthSum(Record row, BigDecimal exact) {
    return new MonthSum(
        origin(row),
        Currency.getInstance(row.get(ALLOCATION_SUM.CURRENCY_CODE)),
        exact,
        Optional.ofNullable(row.get(ALLOCATION_SUM.SOLUTION_ID)).map(SolutionId::new));
  }

  static Origin origin(Record row) {
    @Nullable String fixed = row.get(ALLOCATION_SUM.FIXED_COST_ID);
    return fixed == null
        ? new Origin.Azure(
            new ResourceGroup(
                Objects.requireNonNull(row.get(ALLOCATION_SUM.SUBSCRIPTION_ID)),
                Objects.requireNonNull(row.get(ALLOCATION_SUM.RESOURCE_GROUP))),
            Objects.requireNonNull(row.get(ALLOCATION_SUM.SERVICE_NAME)),
            CostGrouping.parse(Objects.requireNonNull(row.get(ALLOCATION_SUM.COST_GROUPING))),
            Objects.requireNonNull(row.get(ALLOCATION_SUM.GROUP_VALUE)))
        : new Origin.Fixed(new FixedCostId(fixed));
  }

  static AllocationRun run(DSLContext db, Record row) {
    long number = row.get(ALLOCATION_RUN.RUN);
    LocalDate month = row.get(ALLOCATION_RUN.MONTH);
    return new AllocationRun(
        number,
        YearMonth.from(month),
        new OperationId(row.get(ALLOCATION_RUN.OPERATION_ID)),
        row.get(ALLOCATION_RUN.REQUESTED_BY),
        row.get(ALLOCATION_RUN.CREATED_TIME).toInstant(),
        db.select(ALLOCATION_RUN_MONTH.INPUTS_DIGEST)
            .from(ALLOCATION_RUN_MONTH)
            .where(ALLOCATION_RUN_MONTH.RUN.eq(number), ALLOCATION_RUN_MONTH.FOR_MONTH.eq(month))
            .fetchSingle()
            .value1(),
        row.get(ALLOCATION_RUN.LINES_DIGEST),
        List.of(row.get(ALLOCATION_RUN.REVISIONS)),
        row.get(ALLOCATION_RUN.SUMS),
        row.get(ALLOCATION_RUN.LINES),
        AllocationResults.balances(db, row.get(ALLOCATION_RUN.OPERATION_ID)));
  }
}
