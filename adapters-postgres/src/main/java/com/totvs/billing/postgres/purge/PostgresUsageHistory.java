package com.totvs.billing.postgres.purge;

import static com.totvs.billing.postgres.generated.Tables.OPERATION;
import static com.totvs.billing.postgres.generated.Tables.OPERATION_MONTH;
import static com.totvs.billing.postgres.generated.Tables.PURGED_PERIOD;
import static org.jooq.impl.DSL.noCondition;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.domain.purge.PlaceCounts;
import com.totvs.billing.domain.purge.PurgedPeriod;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.operation.Endings;
import com.totvs.billing.postgres.operation.OperationRows;
import com.totvs.billing.postgres.place.PurgedPeriods;
import com.totvs.billing.postgres.totals.UsageSums;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// Moves usage between `usage` and `usage_history`: whole months by partition, the rest in batches.
final class PostgresUsageHistory implements UsageHistory {
  private final Database database;
  private final PlaceCounting counting;
  private final PeriodCounting periods;
  private final MovePlan plan;
  private final MonthSwap swap;
  private final BatchMove batches;
  private final Clock clock;

  PostgresUsageHistory(
      Database database,
      PlaceCounting counting,
      PeriodCounting periods,
      MonthSwap swap,
      BatchMove batches,
      Clock clock) {
    this.database = database;
    this.counting = counting;
    this.periods = periods;
    this.plan = new MovePlan(counting);
    this.swap = swap;
    this.batches = batches;
    this.clock = clock;
  }

  @Override
  public Operation begin(Claim claim) {
    Operation operation =
        database.transaction(Lane.JOB, db -> OperationRows.step(db, claim, now()));
    if (operation.started().isPresent()) {
      return operation;
    }
    if (operation.order().kind() == OperationKind.PURGE_USAGE && !operation.order().dryRun()) {
      operation = refuse(claim);
    }
    return operation.cancelRequested() ? operation : plan(claim);
  }

  // By itself, since recording waits for it: counting takes longer. The step keeps the operation
  // from being taken over, and a period from being refused once more that another node has
  // restored.
  private Operation refuse(Claim claim) {
    return database.transaction(
        Lane.JOB,
        db -> {
          Operation operation = OperationRows.step(db, claim, now());
          if (!operation.cancelRequested()) {
            db.execute("SET LOCAL lock_timeout = '1s'");
            PurgedPeriods.lock(db);
            PurgedPeriods.write(db, PurgedPeriods.read(db).plus(operation.order().span()));
          }
          return operation;
        });
  }

  private Operation plan(Claim claim) {
    return database.transaction(
        Lane.JOB,
        db -> {
          plan.begin(db, OperationRows.step(db, claim, now()), now());
          return OperationRows.step(db, claim, now());
        });
  }

  @Override
  public Operation move(Claim claim, int limit) {
    OperationId id =
        database.transaction(
            Lane.JOB,
            db -> {
              db.execute("SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true)");
              OperationRows.find(db, claim.operation().id())
                  .flatMap(PostgresUsageHistory::next)
                  .filter(month -> month.method() == MoveMethod.PARTITION)
                  .ifPresent(month -> swap.keepVacuumAway(db, month.month()));
              Operation operation = OperationRows.step(db, claim, now());
              UsageSums.takeTurn(db);
              next(operation).ifPresent(month -> move(db, operation, month, limit));
              return operation.id();
            });
    // By itself: recording waits until the month has moved.
    return database.transaction(Lane.JOB, db -> OperationRows.find(db, id).orElseThrow());
  }

  private static Optional<MonthMove> next(Operation operation) {
    return operation.progress().months().stream().filter(month -> !month.done()).findFirst();
  }

  private void move(DSLContext db, Operation operation, MonthMove month, int limit) {
    Direction direction = MovePlan.direction(operation.order());
    if (month.method() == MoveMethod.PARTITION) {
      boolean moved =
          swap.run(
              db,
              month.month(),
              direction,
              records -> advance(db, operation.id(), month, records, true));
      if (!moved) {
        goOnInBatches(db, operation.id(), month);
      }
    } else {
      long moved = batches.run(db, month.month(), operation.order().span(), direction, limit);
      advance(db, operation.id(), month, moved, moved < limit);
    }
  }

  private static void goOnInBatches(DSLContext db, OperationId id, MonthMove month) {
    db.update(OPERATION_MONTH)
        .set(OPERATION_MONTH.MOVE_METHOD, MoveMethod.BATCHES.name())
        .where(
            OPERATION_MONTH.OPERATION_ID.eq(id.value()),
            OPERATION_MONTH.MONTH.eq(month.month().atDay(1)))
        .execute();
  }

  private static void advance(
      DSLContext db, OperationId id, MonthMove month, long moved, boolean done) {
    db.update(OPERATION_MONTH)
        .set(OPERATION_MONTH.MOVED, OPERATION_MONTH.MOVED.plus(moved))
        .set(OPERATION_MONTH.DONE, done)
        .where(
            OPERATION_MONTH.OPERATION_ID.eq(id.value()),
            OPERATION_MONTH.MONTH.eq(month.month().atDay(1)))
        .execute();
    db.update(OPERATION)
        .set(OPERATION.PROGRESS_DONE, OPERATION.PROGRESS_DONE.plus(moved))
        .where(OPERATION.OPERATION_ID.eq(id.value()))
        .execute();
  }

  @Override
  public Operation finish(Claim claim) {
    return database.transaction(
        Lane.JOB,
        db -> {
          Operation operation = OperationRows.step(db, claim, now());
          if (plan.rest(db, operation)) {
            return OperationRows.find(db, operation.id()).orElseThrow();
          }
          Order order = operation.order();
          PlaceCounts after = counting.count(db, order.span()).all().places();
          if (order.kind() == OperationKind.RESTORE_USAGE && !order.dryRun()) {
            db.execute("SET LOCAL lock_timeout = '1s'");
            PurgedPeriods.lock(db);
            PurgedPeriods.write(db, PurgedPeriods.read(db).minus(order.span()));
          }
          Endings.write(
              db,
              operation.id(),
              new Ending.Succeeded(now(), new Result.Moved(before(db, operation.id()), after)));
          return OperationRows.find(db, operation.id()).orElseThrow();
        });
  }

  private static PlaceCounts before(DSLContext db, OperationId id) {
    return db.select(OPERATION.ONLINE_BEFORE, OPERATION.HISTORY_BEFORE)
        .from(OPERATION)
        .where(OPERATION.OPERATION_ID.eq(id.value()))
        .fetchSingle(row -> new PlaceCounts(row.value1(), row.value2()));
  }

  @Override
  public List<PurgedPeriod> purgedPeriods(Optional<Instant> after, int limit) {
    // Whoever has read them holds up a purge that begins, until the transaction ends: so they are
    // counted in another.
    List<Span> spans =
        database.transaction(
            Lane.READ,
            db ->
                PurgedPeriods.select(db)
                    .where(
                        after
                            .map(time -> PURGED_PERIOD.END_TIME.gt(OperationRows.utc(time)))
                            .orElse(noCondition()))
                    .orderBy(PURGED_PERIOD.START_TIME)
                    .limit(limit)
                    .fetch(PurgedPeriods::span));
    return database.snapshot(Lane.READ, db -> periods.count(db, spans));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
