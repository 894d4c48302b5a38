package com.totvs.billing.postgres.operation;

import static com.totvs.billing.postgres.generated.Tables.OPERATION;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.postgres.audit.Audit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.types.YearToSecond;

/// Operations in the table `operation`.
final class PostgresOperations implements Operations {
  private final Database database;
  private final Clock clock;

  PostgresOperations(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Operation start(Order order) {
    return database.transaction(
        Lane.READ,
        db -> {
          OperationId id = new OperationId(UUID.randomUUID());
          if (insert(db, id, order) == 0) {
            return repeated(db, order);
          }
          order
              .audited()
              .ifPresent(
                  action ->
                      Audit.write(
                          db,
                          now(),
                          order.requestedBy(),
                          action,
                          id.toString(),
                          text(order.span())));
          return OperationRows.find(db, id).orElseThrow();
        });
  }

  @Override
  public Optional<Operation> find(OperationId id) {
    return database.transaction(Lane.READ, db -> OperationRows.find(db, id));
  }

  @Override
  public List<Operation> list(Filter filter, Optional<OperationId> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db
                .selectFrom(OPERATION)
                .where(
                    OPERATION.METHOD.in(methods(filter.kinds())),
                    filter
                        .done()
                        .map(
                            done ->
                                done
                                    ? OPERATION.ENDED_TIME.isNotNull()
                                    : OPERATION.ENDED_TIME.isNull())
                        .orElse(noCondition()),
                    after
                        .map(
                            last ->
                                OPERATION.NUMBER.lt(
                                    select(OPERATION.NUMBER)
                                        .from(OPERATION)
                                        .where(OPERATION.OPERATION_ID.eq(last.value()))))
                        .orElse(noCondition()))
                .orderBy(OPERATION.NUMBER.desc())
                .limit(limit)
                .fetch()
                .stream()
                .map(row -> OperationRows.operation(db, row))
                .toList());
  }

  @Override
  public Optional<Operation> cancel(OperationId id, String subject) {
    return database.transaction(
        Lane.READ,
        db -> {
          int asked =
              db.update(OPERATION)
                  .set(OPERATION.CANCEL_REQUESTED, true)
                  .where(
                      OPERATION.OPERATION_ID.eq(id.value()),
                      OPERATION.ENDED_TIME.isNull(),
                      OPERATION.CANCEL_REQUESTED.isFalse())
                  .execute();
          Optional<Operation> operation = OperationRows.find(db, id);
          if (asked > 0) {
            Audit.write(
                db,
                now(),
                subject,
                AuditAction.CANCEL_OPERATION,
                id.toString(),
                operation.orElseThrow().order().kind().method());
          }
          return operation;
        });
  }

  @Override
  public Optional<Claim> claim(OperationKind.Line line, Duration lease) {
    return database.transaction(Lane.JOB, db -> claim(db, line, lease));
  }

  @Override
  public Operation progress(Claim claim, long done, long total) {
    return database.transaction(
        Lane.JOB,
        db -> {
          Operation operation = OperationRows.step(db, claim, now());
          Instant started = operation.started().orElseGet(this::now);
          db.update(OPERATION)
              .set(OPERATION.STARTED_TIME, OperationRows.utc(started))
              .set(OPERATION.PROGRESS_DONE, done)
              .set(OPERATION.PROGRESS_TOTAL, total)
              .where(OPERATION.OPERATION_ID.eq(operation.id().value()))
              .execute();
          return OperationRows.find(db, operation.id()).orElseThrow();
        });
  }

  @Override
  public void giveBack(Claim claim) {
    database.transaction(
        Lane.JOB,
        db ->
            db.update(OPERATION)
                .setNull(OPERATION.OWNER)
                .where(
                    OPERATION.OPERATION_ID.eq(claim.operation().id().value()),
                    OPERATION.OWNER.eq(claim.owner()),
                    OPERATION.ENDED_TIME.isNull())
                .execute());
  }

  @Override
  public void end(Claim claim, Ending ending) {
    database.transaction(
        Lane.JOB,
        db -> {
          var _ = OperationRows.step(db, claim, now());
          Endings.write(db, claim.operation().id(), ending);
          return true;
        });
  }

  private int insert(DSLContext db, OperationId id, Order order) {
    return db.insertInto(OPERATION)
        .set(OPERATION.OPERATION_ID, id.value())
        .set(OPERATION.METHOD, order.kind().method())
        .set(OPERATION.SPAN_START_TIME, OperationRows.utc(order.span().start()))
        .set(OPERATION.SPAN_END_TIME, OperationRows.utc(order.span().end()))
        .set(OPERATION.DRY_RUN, order.dryRun())
        .set(OPERATION.REQUESTED_BY, order.requestedBy())
        .set(OPERATION.REQUEST_ID, order.requestId().orElse(null))
        .set(OPERATION.ACCEPT_UNSETTLED, order.terms().acceptUnsettled())
        .set(OPERATION.FORCE, order.terms().force())
        .set(OPERATION.REASON, order.terms().reason())
        .set(OPERATION.CREATED_TIME, OperationRows.utc(now()))
        .set(OPERATION.UPDATED_TIME, OperationRows.utc(now()))
        .onConflict(OPERATION.METHOD, OPERATION.REQUEST_ID)
        .doNothing()
        .execute();
  }

  private static Operation repeated(DSLContext db, Order order) {
    UUID requestId = order.requestId().orElseThrow();
    Operation there =
        db.selectFrom(OPERATION)
            .where(OPERATION.METHOD.eq(order.kind().method()), OPERATION.REQUEST_ID.eq(requestId))
            .fetchSingle(row -> OperationRows.operation(db, row));
    if (!there.order().equals(order)) {
      throw BillingException.of(
          Reason.REQUEST_ID_REUSED,
          "request_id " + requestId + " belongs to another request",
          Map.of("requestId", requestId.toString(), "operation", there.id().toString()));
    }
    return there;
  }

  // Only the oldest that is not over; while its node works on it, those behind it wait.
  private Optional<Claim> claim(DSLContext db, OperationKind.Line line, Duration lease) {
    List<OperationKind> kinds =
        Arrays.stream(OperationKind.values()).filter(kind -> kind.line() == line).toList();
    return db.select(OPERATION.OPERATION_ID)
        .from(OPERATION)
        .where(OPERATION.METHOD.in(methods(kinds)), OPERATION.ENDED_TIME.isNull())
        .orderBy(OPERATION.NUMBER)
        .limit(1)
        .fetchOptional(OPERATION.OPERATION_ID)
        .flatMap(id -> claim(db, new OperationId(id), lease));
  }

  private Optional<Claim> claim(DSLContext db, OperationId id, Duration lease) {
    boolean free =
        db.select(OPERATION.OPERATION_ID)
            .from(OPERATION)
            .where(
                OPERATION.OPERATION_ID.eq(id.value()),
                OPERATION.ENDED_TIME.isNull(),
                OPERATION.OWNER.isNull().or(OPERATION.LEASE_END_TIME.le(OperationRows.utc(now()))))
            .forUpdate()
            .skipLocked()
            .fetchOptional()
            .isPresent();
    if (!free) {
      return Optional.empty();
    }
    UUID owner = UUID.randomUUID();
    db.update(OPERATION)
        .set(OPERATION.OWNER, owner)
        .set(OPERATION.LEASE, YearToSecond.valueOf(lease))
        .set(OPERATION.LEASE_END_TIME, OperationRows.utc(now().plus(lease)))
        .where(OPERATION.OPERATION_ID.eq(id.value()))
        .execute();
    return OperationRows.find(db, id).map(operation -> new Claim(operation, owner));
  }

  private static List<String> methods(Collection<OperationKind> kinds) {
    return kinds.stream().map(OperationKind::method).toList();
  }

  private static String text(Span span) {
    return span.start().map(Instant::toString).orElse("..")
        + "/"
        + span.end().map(Instant::toString).orElse("..");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
