package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.postgres.generated.Sequences.ALLOCATION_RUN_NUMBER;
import static com.totvs.billing.postgres.generated.Tables.ALLOCATION_RUN;
import static com.totvs.billing.postgres.generated.Tables.CLOSED_MONTH;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRun;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.domain.allocation.AllocatedLine;
import com.totvs.billing.domain.allocation.ChargedSum;
import com.totvs.billing.domain.allocation.ChargedSum.Heading;
import com.totvs.billing.domain.allocation.Correction;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.postgres.audit.Audit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.month.ClosedMonths;
import com.totvs.billing.postgres.operation.Endings;
import com.totvs.billing.postgres.operation.OperationRows;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/// Allocations in the tables `allocation_run`, `allocation_sum`, `allocation_payer` and
/// `allocation`.
final class PostgresAllocationBook implements AllocationBook {
  private final Database database;
  private final AllocationInputs inputs;
  private final Clock clock;

  // Undoes what was written.
  private static final class InputsChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  PostgresAllocationBook(Database database, AllocationInputs inputs, Clock clock) {
    this.database = database;
    this.inputs = inputs;
    this.clock = clock;
  }

  @Override
  public Inputs inputs(YearMonth month, Runnable alive) {
    return database.snapshot(Lane.JOB, db -> inputs.read(db, month, alive));
  }

  @Override
  public List<Charged> charged(List<Closing> closings, YearMonth month) {
    return database.transaction(Lane.JOB, db -> ChargedRows.sums(db, runs(closings), month));
  }

  @Override
  public Map<Correction.Line, BigInteger> charged(
      List<Closing> closings, YearMonth month, Origin origin, Currency currency) {
    return database.transaction(
        Lane.JOB, db -> ChargedRows.lines(db, runs(closings), month, origin, currency));
  }

  private static List<Long> runs(List<Closing> closings) {
    return closings.stream().map(Closing::run).toList();
  }

  @Override
  public ChargedBefore chargedBefore(KeptLine correction) {
    return database.transaction(Lane.READ, db -> ChargedRows.before(db, correction));
  }

  @Override
  public boolean keep(Claim claim, Draft draft, Iterable<ChargedSum> sums) {
    try {
      return database.transaction(
          Lane.JOB,
          db -> {
            RunWriter writer = new RunWriter(db, db.nextval(ALLOCATION_RUN_NUMBER), draft);
            writer.writeLines(sums);
            // Whoever gives signs of life meanwhile takes a step of the operation, so its row is
            // only locked now.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            ClosedMonths.lock(db);
            if (!inputs.stillHold(db, draft.inputs())) {
              throw new InputsChanged();
            }
            Operation operation = OperationRows.step(db, claim, now);
            AllocationRun run = writer.finish(operation, now);
            draft.closing().ifPresent(terms -> close(db, run, terms, now));
            Endings.write(db, operation.id(), ending(run, draft, now));
            return true;
          });
    } catch (InputsChanged _) {
      return false;
    }
  }

  private static void close(DSLContext db, AllocationRun run, CloseTerms terms, Instant now) {
    db.insertInto(CLOSED_MONTH)
        .set(CLOSED_MONTH.MONTH, run.month().atDay(1))
        .set(CLOSED_MONTH.RUN, run.number())
        .set(CLOSED_MONTH.CLOSED_TIME, OperationRows.utc(now))
        .set(CLOSED_MONTH.CLOSED_BY, run.requestedBy())
        .set(CLOSED_MONTH.REASON, terms.reason())
        .set(CLOSED_MONTH.ACCEPT_UNSETTLED, terms.acceptUnsettled())
        .set(CLOSED_MONTH.LINES_DIGEST, run.digest())
        .execute();
    Audit.write(
        db,
        now,
        run.requestedBy(),
        AuditAction.CLOSE_MONTH,
        run.month().toString(),
        AllocationBook.detail(run, terms));
  }

  private static Ending ending(AllocationRun run, Draft draft, Instant now) {
    return new Ending.Succeeded(
        now,
        new Result.Allocated(
            OptionalLong.of(run.number()),
            run.sums(),
            run.lines(),
            run.balances(),
            draft.obstacles()));
  }

  @Override
  public Optional<AllocationRun> run(long number) {
    return database.transaction(
        Lane.READ,
        db ->
            db.selectFrom(ALLOCATION_RUN)
                .where(ALLOCATION_RUN.RUN.eq(number))
                .fetchOptional(one -> AllocationRows.run(db, one)));
  }

  @Override
  public List<AllocationRun> runs(Optional<YearMonth> month, OptionalLong before, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db
                .selectFrom(ALLOCATION_RUN)
                .where(
                    month.map(one -> ALLOCATION_RUN.MONTH.eq(one.atDay(1))).orElse(noCondition()),
                    before.isPresent() ? ALLOCATION_RUN.RUN.lt(before.getAsLong()) : noCondition())
                .orderBy(ALLOCATION_RUN.RUN.desc())
                .limit(limit)
                .fetch()
                .stream()
                .map(one -> AllocationRows.run(db, one))
                .toList());
  }

  @Override
  public List<KeptLine> lines(LineFilter filter, Optional<LinePlace> after, int limit) {
    return database.transaction(Lane.READ, db -> RunLines.page(db, filter, after, limit));
  }

  @Override
  public Optional<KeptLine> line(LinePlace place) {
    return database.transaction(Lane.READ, db -> RunLines.at(db, place));
  }

  @Override
  public List<Heading> sums(long run) {
    return database.transaction(Lane.READ, db -> RunLines.sums(db, run));
  }

  @Override
  public List<AllocatedLine> lines(long run, int sum) {
    return database.transaction(Lane.READ, db -> RunLines.ofSum(db, run, sum));
  }

  @Override
  public void each(long run, Consumer<ChargedSum> reader) {
    database.transaction(
        Lane.JOB,
        db -> {
          RunLines.each(db, run, reader);
          return true;
        });
  }

  @Override
  public List<UsageShare> usage(long run, Optional<YearMonth> forMonth) {
    return database.transaction(Lane.READ, db -> RunUse.read(db, run, forMonth));
  }

  @Override
  public boolean addsUp(long run) {
    return database.snapshot(Lane.JOB, db -> RunTotals.hold(db, run));
  }

  @Override
  public boolean dividedByTheSameUse(long run) {
    return database.snapshot(Lane.JOB, db -> RunUse.isAsKept(db, run));
  }

  @Override
  public List<Closing> closings() {
    return database.transaction(Lane.READ, ClosedMonths::holding);
  }
}
