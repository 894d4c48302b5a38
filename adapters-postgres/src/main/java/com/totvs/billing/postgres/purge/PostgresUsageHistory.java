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
  private final MonthSwap swap;
  private final BatchMove batches;
  private final Clock clock;

  PostgresUsageHistory(
      Database database, PlaceCounting counting, MonthSwap swap, BatchMove batches, Clock clock) {
    this.database = database;
    this.counting = counting;
    this.swap = swap;
    this.batches = batches;
    this.clock = clock;
  }

  @Override
  public Operation begin(Claim claim) {
    Operation operation =
        database.transaction(Lane.JOB, db -> OperationRows.step(db, claim, now()));
    if (operation.cancelRequested() || operation.started().isPresent()) {
      return operation;
    }
    if (operation.order().kind() == OperationKind.PURGE_USAGE && !operation.order().dryRun()) {
      refuse(operation.order().span());
    }
    return database.transaction(
        Lane.JOB,
        db -> {
          plan(db, OperationRows.step(db, claim, now()));
          return OperationRows.step(db, claim, now());
        });
  }

  // By itself, since recording waits for it: counting takes longer.
  private void refuse(Span span) {
    database.transaction(
        Lane.JOB,
        db -> {
          db.execute("SET LOCAL lock_timeout = '1s'");
          PurgedPeriods.lock(db);
          PurgedPeriods.write(db, PurgedPeriods.read(db).plus(span));
          return true;
        });
  }

  private void plan(DSLContext db, Operation operation) {
    Direction direction = direction(operation.order());
    PlaceCounting.Counts counts = counting.count(db, operation.order().span());
    for (PlaceCounting.MonthCounts month : counts.months()) {
      if (month.in(direction.from()) > 0) {
        db.insertInto(OPERATION_MONTH)
            .set(OPERATION_MONTH.OPERATION_ID, operation.id().value())
            .set(OPERATION_MONTH.MONTH, month.month().atDay(1))
            .set(OPERATION_MONTH.MOVE_METHOD, method(month, direction).name())
            .set(OPERATION_MONTH.TOTAL, month.in(direction.from()))
            .execute();
      }
    }
    db.update(OPERATION)
        .set(OPERATION.STARTED_TIME, OperationRows.utc(now()))
        .set(OPERATION.PROGRESS_TOTAL, counts.all().in(direction.from()))
        .set(OPERATION.ONLINE_BEFORE, counts.all().places().online())
        .set(OPERATION.HISTORY_BEFORE, counts.all().places().history())
        .where(OPERATION.OPERATION_ID.eq(operation.id().value()))
        .execute();
  }

  private static MoveMethod method(PlaceCounting.MonthCounts month, Direction direction) {
    return month.whole() && month.in(direction.to()) == 0
        ? MoveMethod.PARTITION
        : MoveMethod.BATCHES;
  }

  @Override
  public Operation move(Claim claim, int limit) {
    return database.transaction(
        Lane.JOB,
        db -> {
          Operation operation = OperationRows.step(db, claim, now());
          UsageSums.takeTurn(db);
          operation.progress().months().stream()
              .filter(month -> !month.done())
              .findFirst()
              .ifPresent(month -> move(db, operation, month, limit));
          return OperationRows.find(db, operation.id()).orElseThrow();
        });
  }

  private void move(DSLContext db, Operation operation, MonthMove month, int limit) {
    Direction direction = direction(operation.order());
    if (month.method() == MoveMethod.PARTITION) {
      if (swap.possible(db, month.month(), direction)) {
        advance(db, operation.id(), month, swap.run(db, month.month(), direction), true);
      } else {
        db.update(OPERATION_MONTH)
            .set(OPERATION_MONTH.MOVE_METHOD, MoveMethod.BATCHES.name())
            .where(
                OPERATION_MONTH.OPERATION_ID.eq(operation.id().value()),
                OPERATION_MONTH.MONTH.eq(month.month().atDay(1)))
            .execute();
      }
    } else {
      long moved = batches.run(db, month.month(), operation.order().span(), direction, limit);
      advance(db, operation.id(), month, moved, moved < limit);
    }
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
    return database.snapshot(
        Lane.READ,
        db ->
            PurgedPeriods.select(db)
                .where(
                    after
                        .map(time -> PURGED_PERIOD.END_TIME.gt(OperationRows.utc(time)))
                        .orElse(noCondition()))
                .orderBy(PURGED_PERIOD.START_TIME)
                .limit(limit)
                .fetch(PurgedPeriods::span)
                .stream()
                .map(span -> new PurgedPeriod(span, counting.count(db, span).all().places()))
                .toList());
  }

  private static Direction direction(Order order) {
    return order.kind() == OperationKind.PURGE_USAGE ? Direction.PURGE : Direction.RESTORE;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
