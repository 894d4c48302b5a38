package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Tables.ALLOCATION;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_PAYER;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_SUM;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.AllocationBook.LineFilter;
import com.totvs.billing.application.allocation.AllocationBook.LinePlace;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.catalog.SolutionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectOnConditionStep;

/// The lines of runs, read from the tables.
final class RunLines {
  private static final int FETCHED_AT_ONCE = 5_000;

  private RunLines() {}

  /// A page of the lines that fit, behind a place.
  static List<KeptLine> page(
      DSLContext db, LineFilter filter, Optional<LinePlace> after, int limit) {
    return linesFor(db, filter)
        .where(
            ALLOCATION.RUN.eq(filter.run()),
            wanted(filter),
            after
                .map(
                    last ->
                        row(ALLOCATION.SUM, ALLOCATION.LINE).gt(val(last.sum()), val(last.line())))
                .orElse(noCondition()))
        .orderBy(ALLOCATION.SUM, ALLOCATION.LINE)
        .limit(limit)
        .fetch(AllocationRows::kept);
  }

  private static SelectOnConditionStep<Record> linesFor(DSLContext db, LineFilter filter) {
    return filter
        .visible()
        .map(own -> own.stream().map(SolutionId::value).toList())
        .map(own -> AllocationRows.lines(db, filter.run(), own))
        .orElseGet(() -> AllocationRows.lines(db));
  }

  private static Condition wanted(LineFilter filter) {
    return noCondition()
        .and(
            filter
                .solution()
                .map(one -> ALLOCATION_PAYER.SOLUTION_ID.eq(one.value()))
                .orElse(noCondition()))
        .and(
            filter
                .application()
                .map(one -> ALLOCATION_PAYER.APPLICATION_ID.eq(one.value()))
                .orElse(noCondition()))
        .and(
            filter
                .customer()
                .map(one -> ALLOCATION_PAYER.CUSTOMER_CODE.eq(one.value()))
                .orElse(noCondition()))
        .and(
            filter
                .visible()
                .map(
                    own ->
                        ALLOCATION_PAYER.SOLUTION_ID.in(
                            own.stream().map(SolutionId::value).toList()))
                .orElse(noCondition()));
  }

  /// The line at a place, if there is one.
  static Optional<KeptLine> at(DSLContext db, LinePlace place) {
    return AllocationRows.lines(db)
        .where(
            ALLOCATION.RUN.eq(place.run()),
            ALLOCATION.SUM.eq(place.sum()),
            ALLOCATION.LINE.eq(place.line()))
        .fetchOptional(AllocationRows::kept);
  }

  /// What a run divides.
  static List<Heading> sums(DSLContext db, long run) {
    return headings(db, run).fetch(AllocationRows::heading);
  }

  private static ResultQuery<Record> headings(DSLContext db, long run) {
    return db.select(ALLOCATION_SUM.fields())
        .select(ALLOCATION_RUN.MONTH)
        .from(ALLOCATION_SUM)
        .join(ALLOCATION_RUN)
        .on(ALLOCATION_RUN.RUN.eq(ALLOCATION_SUM.RUN))
        .where(ALLOCATION_SUM.RUN.eq(run))
        .orderBy(ALLOCATION_SUM.SUM);
  }

  /// The lines of one of its sums.
  static List<AllocatedLine> ofSum(DSLContext db, long run, int sum) {
    return AllocationRows.lines(db)
        .where(ALLOCATION.RUN.eq(run), ALLOCATION.SUM.eq(sum))
        .orderBy(ALLOCATION.LINE)
        .fetch(one -> AllocationRows.kept(one).line());
  }

  /// Reads a run sum by sum, with no more than the lines of one in memory.
  static void each(DSLContext db, long run, Consumer<ChargedSum> reader) {
    try (Cursor<Record> sums = headings(db, run).fetchSize(FETCHED_AT_ONCE).fetchLazy()) {
      for (Record sum : sums) {
        Heading heading = AllocationRows.heading(sum);
        reader.accept(new ChargedSum(heading, ofSum(db, run, heading.number())));
      }
    }
  }
}
