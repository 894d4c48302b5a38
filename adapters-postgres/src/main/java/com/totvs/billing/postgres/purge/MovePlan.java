package com.totvs.billing.postgres.purge;

import static com.totvs.billing.postgres.generated.Tables.OPERATION;
import static com.totvs.billing.postgres.generated.Tables.OPERATION_MONTH;

import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.postgres.operation.OperationRows;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.jooq.DSLContext;

/// Which months a move has to do with, and how each of them is to move.
final class MovePlan {
  private final PlaceCounting counting;

  MovePlan(PlaceCounting counting) {
    this.counting = counting;
  }

  /// Which way the order has usage moved.
  static Direction direction(Order order) {
    return order.kind() == OperationKind.PURGE_USAGE ? Direction.PURGE : Direction.RESTORE;
  }

  /// Plans the months by the sums of days, and keeps what was where before.
  void begin(DSLContext db, Operation operation, Instant now) {
    Direction direction = direction(operation.order());
    PlaceCounting.Counts counts = counting.count(db, operation.order().span());
    for (PlaceCounting.MonthCounts month : counts.months()) {
      if (month.in(direction.from()) > 0) {
        keep(db, operation, month.month(), method(month, direction), month.in(direction.from()));
      }
    }
    db.update(OPERATION)
        .set(OPERATION.STARTED_TIME, OperationRows.utc(now))
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

  /// Plans what is left although the sums, which can be thrown away, did not tell of it. Returns
  /// whether there is any.
  boolean rest(DSLContext db, Operation operation) {
    Order order = operation.order();
    Map<YearMonth, Long> left =
        order.dryRun()
            ? Map.of()
            : counting.countOneByOne(db, order.span(), direction(order).from());
    left.forEach((month, records) -> keep(db, operation, month, MoveMethod.BATCHES, records));
    db.update(OPERATION)
        .set(
            OPERATION.PROGRESS_TOTAL,
            OPERATION.PROGRESS_TOTAL.plus(left.values().stream().mapToLong(Long::longValue).sum()))
        .where(OPERATION.OPERATION_ID.eq(operation.id().value()))
        .execute();
    return !left.isEmpty();
  }

  private static void keep(
      DSLContext db, Operation operation, YearMonth month, MoveMethod method, long records) {
    db.insertInto(OPERATION_MONTH)
        .set(OPERATION_MONTH.OPERATION_ID, operation.id().value())
        .set(OPERATION_MONTH.MONTH, month.atDay(1))
        .set(OPERATION_MONTH.MOVE_METHOD, method.name())
        .set(OPERATION_MONTH.TOTAL, records)
        .onConflict(OPERATION_MONTH.OPERATION_ID, OPERATION_MONTH.MONTH)
        .doUpdate()
        .set(OPERATION_MONTH.MOVE_METHOD, method.name())
        .set(OPERATION_MONTH.TOTAL, OPERATION_MONTH.TOTAL.plus(records))
        .set(OPERATION_MONTH.DONE, false)
        .execute();
  }
}
