package com.totvs.billing.postgres.cost;

import static com.totvs.billing.postgres.generated.Tables.FIXED_COST;
import static com.totvs.billing.postgres.generated.Tables.POSTED_COST;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;

import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCost.Recurrence;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import com.totvs.billing.postgres.audit.Audit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.month.ClosedMonths;
import com.totvs.billing.postgres.operation.OperationRows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Fixed costs in the tables `fixed_cost` and `posted_cost`.
final class PostgresFixedCosts implements FixedCosts {
  private final Database database;
  private final Clock clock;

  PostgresFixedCosts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public FixedCost create(FixedCost cost, String subject) {
    return database.transaction(
        Lane.READ,
        db -> {
          if (insert(db, cost).onConflictDoNothing().execute() > 0) {
            ClosedMonths.requireOpen(db, cost.first());
            audit(db, subject, AuditAction.CREATE_FIXED_COST, cost.id(), FixedCosts.detail(cost));
            return cost;
          }
          if (!locked(db, cost.id()).equals(cost)) {
            throw FixedCosts.exists(cost.id());
          }
          return cost;
        });
  }

  @Override
  public void provide(FixedCost cost) {
    database.transaction(
        Lane.JOB,
        db ->
            insert(db, cost)
                .onConflict(FIXED_COST.FIXED_COST_ID)
                .doUpdate()
                .set(FIXED_COST.SOLUTION_ID, excluded(FIXED_COST.SOLUTION_ID))
                .execute());
  }

  @Override
  public FixedCost end(FixedCostId id, YearMonth last, String subject) {
    return database.transaction(
        Lane.READ,
        db -> {
          FixedCost there = locked(db, id);
          FixedCosts.requireNotPosted(lastPosted(db, id), last);
          FixedCost ended = there.endingWith(last);
          if (!ended.equals(there)) {
            ClosedMonths.requireOpen(db, there.changedBy(last));
            db.update(FIXED_COST)
                .set(FIXED_COST.LAST_MONTH, last.atDay(1))
                .where(FIXED_COST.FIXED_COST_ID.eq(id.value()))
                .execute();
            audit(db, subject, AuditAction.END_FIXED_COST, id, last.toString());
          }
          return ended;
        });
  }

  // Locked, since posting must not happen in between.
  private static FixedCost locked(DSLContext db, FixedCostId id) {
    return db.selectFrom(FIXED_COST)
        .where(FIXED_COST.FIXED_COST_ID.eq(id.value()))
        .forUpdate()
        .fetchOptional(PostgresFixedCosts::cost)
        .orElseThrow(() -> FixedCosts.notFound(id));
  }

  private static Optional<YearMonth> lastPosted(DSLContext db, FixedCostId id) {
    LocalDate last =
        db.select(max(POSTED_COST.MONTH))
            .from(POSTED_COST)
            .where(POSTED_COST.FIXED_COST_ID.eq(id.value()))
            .fetchSingle()
            .value1();
    return month(last);
  }

  @Override
  public List<FixedCost> list(Optional<FixedCostId> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db.selectFrom(FIXED_COST)
                .where(
                    after.map(id -> FIXED_COST.FIXED_COST_ID.gt(id.value())).orElse(noCondition()))
                .orderBy(FIXED_COST.FIXED_COST_ID)
                .limit(limit)
                .fetch(PostgresFixedCosts::cost));
  }

  @Override
  public List<PostedCost> postUntil(YearMonth month, Instant now) {
    Instant time = now.truncatedTo(ChronoUnit.MICROS);
    return database.transaction(
        Lane.JOB,
        db -> {
          List<DueCost> due = DueCost.until(db, month, AT_ONCE);
          Map<String, FixedCost> costs = locked(db, due);
          return due.stream()
              .flatMap(
                  one ->
                      Optional.ofNullable(costs.get(one.id()))
                          .filter(cost -> cost.isDueIn(one.month()))
                          .map(cost -> cost.posted(one.month(), time))
                          .stream())
              .filter(one -> post(db, one))
              .toList();
        });
  }

  // What is due may have ended until its lock was had.
  private static Map<String, FixedCost> locked(DSLContext db, List<DueCost> due) {
    return db.selectFrom(FIXED_COST)
        .where(FIXED_COST.FIXED_COST_ID.in(due.stream().map(DueCost::id).distinct().toList()))
        .orderBy(FIXED_COST.FIXED_COST_ID)
        .forUpdate()
        .fetchMap(FIXED_COST.FIXED_COST_ID, PostgresFixedCosts::cost);
  }

  private static boolean post(DSLContext db, PostedCost due) {
    return db.insertInto(POSTED_COST)
            .set(POSTED_COST.FIXED_COST_ID, due.id().value())
            .set(POSTED_COST.MONTH, due.month().atDay(1))
            .set(POSTED_COST.CURRENCY_CODE, due.currency().getCurrencyCode())
            .set(POSTED_COST.AMOUNT, due.amount())
            .set(POSTED_COST.SOLUTION_ID, due.solution().map(SolutionId::value).orElse(null))
            .set(POSTED_COST.POSTED_TIME, OperationRows.utc(due.posted()))
            .onConflictDoNothing()
            .execute()
        > 0;
  }

  @Override
  public List<PostedCost> posted(YearMonth month) {
    return database.transaction(Lane.READ, db -> PostedCosts.of(db, month));
  }

  private static InsertOnDuplicateStep<?> insert(DSLContext db, FixedCost cost) {
    return db.insertInto(FIXED_COST)
        .set(FIXED_COST.FIXED_COST_ID, cost.id().value())
        .set(FIXED_COST.DESCRIPTION, cost.description())
        .set(FIXED_COST.CURRENCY_CODE, cost.currency().getCurrencyCode())
        .set(FIXED_COST.AMOUNT, cost.amount())
        .set(FIXED_COST.ONCE, cost.recurrence() == Recurrence.ONCE)
        .set(FIXED_COST.FIRST_MONTH, cost.first().atDay(1))
        .set(FIXED_COST.LAST_MONTH, cost.last().map(month -> month.atDay(1)).orElse(null))
        .set(FIXED_COST.SOLUTION_ID, cost.solution().map(SolutionId::value).orElse(null));
  }

  private static FixedCost cost(Record row) {
    return new FixedCost(
        new FixedCostId(row.get(FIXED_COST.FIXED_COST_ID)),
        row.get(FIXED_COST.DESCRIPTION),
        Currency.getInstance(row.get(FIXED_COST.CURRENCY_CODE)),
        row.get(FIXED_COST.AMOUNT),
        row.get(FIXED_COST.ONCE) ? Recurrence.ONCE : Recurrence.MONTHLY,
        YearMonth.from(row.get(FIXED_COST.FIRST_MONTH)),
        month(row.get(FIXED_COST.LAST_MONTH)),
        solution(row.get(FIXED_COST.SOLUTION_ID)));
  }

  private static Optional<YearMonth> month(@Nullable LocalDate day) {
    return Optional.ofNullable(day).map(YearMonth::from);
  }

  private static Optional<SolutionId> solution(@Nullable String id) {
    return Optional.ofNullable(id).map(SolutionId::new);
  }

  private void audit(
      DSLContext db, String subject, AuditAction action, FixedCostId id, String detail) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Audit.write(db, now, subject, action, id.value(), detail);
  }
}
