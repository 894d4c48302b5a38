package com.totvs.billing.postgres.operation;

import static com.totvs.billing.postgres.generated.Tables.OPERATION;
import static com.totvs.billing.postgres.generated.Tables.OPERATION_FINDING;
import static com.totvs.billing.postgres.generated.Tables.OPERATION_MONTH;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.ClaimLostException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.MonthMove;
import com.totvs.billing.domain.purge.MoveMethod;
import com.totvs.billing.domain.purge.PlaceCounts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Reads rows of operations, and takes steps of their work.
public final class OperationRows {
  private OperationRows() {}

  /// Begins a step of the work: the lease begins anew.
  ///
  /// @throws ClaimLostException when another node works on it, or it is over
  public static Operation step(DSLContext db, Claim claim, Instant now) {
    int mine =
        db.update(OPERATION)
            .set(OPERATION.UPDATED_TIME, utc(now))
            .set(
                OPERATION.LEASE_END_TIME,
                DSL.field("{0} + {1}", OffsetDateTime.class, DSL.val(utc(now)), OPERATION.LEASE))
            .where(
                OPERATION.OPERATION_ID.eq(claim.operation().id().value()),
                OPERATION.OWNER.eq(claim.owner()),
                OPERATION.ENDED_TIME.isNull())
            .execute();
    if (mine == 0) {
      throw new ClaimLostException(claim.operation().id());
    }
    return find(db, claim.operation().id()).orElseThrow();
  }

  /// The operation as it is now; empty when there is none of this id.
  public static Optional<Operation> find(DSLContext db, OperationId id) {
    return db.selectFrom(OPERATION)
        .where(OPERATION.OPERATION_ID.eq(id.value()))
        .fetchOptional(row -> operation(db, row));
  }

  /// One row as the domain sees it.
  static Operation operation(DSLContext db, Record row) {
    OperationId id = new OperationId(row.get(OPERATION.OPERATION_ID));
    Order order = order(row);
    return new Operation(
        id,
        order,
        row.get(OPERATION.CREATED_TIME).toInstant(),
        instant(row.get(OPERATION.STARTED_TIME)),
        row.get(OPERATION.UPDATED_TIME).toInstant(),
        row.get(OPERATION.CANCEL_REQUESTED),
        new Progress(
            row.get(OPERATION.PROGRESS_DONE), row.get(OPERATION.PROGRESS_TOTAL), months(db, id)),
        instant(row.get(OPERATION.ENDED_TIME)).map(time -> ending(db, row, time, order.kind())));
  }

  private static Order order(Record row) {
    return new Order(
        kind(row.get(OPERATION.METHOD)),
        new Span(
            instant(row.get(OPERATION.SPAN_START_TIME)), instant(row.get(OPERATION.SPAN_END_TIME))),
        row.get(OPERATION.DRY_RUN),
        row.get(OPERATION.REQUESTED_BY),
        Optional.ofNullable(row.get(OPERATION.REQUEST_ID)),
        new CloseTerms(
            row.get(OPERATION.ACCEPT_UNSETTLED),
            row.get(OPERATION.FORCE),
            row.get(OPERATION.REASON)));
  }

  private static OperationKind kind(String method) {
    return Arrays.stream(OperationKind.values())
        .filter(kind -> kind.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static List<MonthMove> months(DSLContext db, OperationId id) {
    return db.selectFrom(OPERATION_MONTH)
        .where(OPERATION_MONTH.OPERATION_ID.eq(id.value()))
        .orderBy(OPERATION_MONTH.MONTH)
        .fetch(
            row ->
                new MonthMove(
                    YearMonth.from(row.get(OPERATION_MONTH.MONTH)),
                    MoveMethod.valueOf(row.get(OPERATION_MONTH.MOVE_METHOD)),
                    row.get(OPERATION_MONTH.MOVED),
                    row.get(OPERATION_MONTH.TOTAL),
                    row.get(OPERATION_MONTH.DONE)));
  }

  private static Ending ending(DSLContext db, Record row, Instant time, OperationKind kind) {
    String failure = row.get(OPERATION.FAILURE);
    if (failure != null) {
      return new Ending.Failed(
          time,
          Optional.ofNullable(row.get(OPERATION.FAILURE_REASON)).map(Reason::valueOf),
          failure);
    }
    return row.get(OPERATION.CANCELLED)
        ? new Ending.Cancelled(time)
        : new Ending.Succeeded(time, result(db, row, kind));
  }

  private static Result result(DSLContext db, Record row, OperationKind kind) {
    return switch (kind) {
      case PURGE_USAGE, RESTORE_USAGE ->
          new Result.Moved(
              new PlaceCounts(row.get(OPERATION.ONLINE_BEFORE), row.get(OPERATION.HISTORY_BEFORE)),
              new PlaceCounts(row.get(OPERATION.ONLINE_AFTER), row.get(OPERATION.HISTORY_AFTER)));
      case REBUILD_TOTALS ->
          new Result.Rebuilt(row.get(OPERATION.PROGRESS_DONE), row.get(OPERATION.CHANGED_DAYS));
      case COLLECT_AZURE_COST ->
          new Result.Collected(row.get(OPERATION.PROGRESS_DONE), row.get(OPERATION.CHANGED));
      case ALLOCATE_COST, CLOSE_MONTH -> AllocationResults.read(db, row);
      case RUN_SELF_CHECK ->
          new Result.Checked(
              db.selectFrom(OPERATION_FINDING)
                  .where(OPERATION_FINDING.OPERATION_ID.eq(row.get(OPERATION.OPERATION_ID)))
                  .orderBy(OPERATION_FINDING.PLACE)
                  .fetch(
                      one ->
                          new Finding(
                              one.get(OPERATION_FINDING.SUBJECT),
                              one.get(OPERATION_FINDING.IS_RIGHT),
                              one.get(OPERATION_FINDING.DETAIL))));
    };
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  /// The instant as rows keep it.
  public static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime utc(Optional<Instant> time) {
    return time.map(OperationRows::utc).orElse(null);
  }
}
