package com.totvs.billing.postgres.operation;

import static com.totvs.billing.postgres.generated.Tables.OPERATION;
import static com.totvs.billing.postgres.generated.Tables.OPERATION_BALANCE;
import static com.totvs.billing.postgres.generated.Tables.OPERATION_FINDING;

import com.totvs.billing.domain.allocation.Balance;
import com.totvs.billing.domain.allocation.MinorUnits;
import com.totvs.billing.domain.month.Obstacle;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.Result;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.UpdateSetMoreStep;
import org.jooq.UpdateSetStep;

/// What allocations have brought, beside their operations.
public final class AllocationResults {
  private AllocationResults() {}

  static <R extends Record> UpdateSetMoreStep<R> keep(
      DSLContext db, OperationId id, Result.Allocated allocated, UpdateSetStep<R> operation) {
    allocated.balances().forEach(balance -> insert(db, id.value(), balance));
    List<Obstacle> obstacles = allocated.obstacles();
    for (int i = 0; i < obstacles.size(); i++) {
      db.insertInto(OPERATION_FINDING)
          .values(id.value(), i, obstacles.get(i).kind().name(), false, obstacles.get(i).detail())
          .execute();
    }
    return operation
        .set(
            OPERATION.ALLOCATION_RUN,
            allocated.run().isPresent() ? allocated.run().getAsLong() : null)
        .set(OPERATION.SUMS, allocated.sums())
        .set(OPERATION.LINES, allocated.lines());
  }

  private static void insert(DSLContext db, UUID operation, Balance balance) {
    db.insertInto(OPERATION_BALANCE)
        .set(OPERATION_BALANCE.OPERATION_ID, operation)
        .set(OPERATION_BALANCE.CURRENCY_CODE, balance.currency().getCurrencyCode())
        .set(OPERATION_BALANCE.EXACT_AMOUNT, balance.exact())
        .set(OPERATION_BALANCE.COLLECTED, balance.money(balance.collected()))
        .set(OPERATION_BALANCE.UNALLOCATED, balance.money(balance.unallocated()))
        .set(OPERATION_BALANCE.CORRECTIONS, balance.money(balance.corrections()))
        .execute();
  }

  static Result.Allocated read(DSLContext db, Record operation) {
    UUID id = operation.get(OPERATION.OPERATION_ID);
    return new Result.Allocated(
        Optional.ofNullable(operation.get(OPERATION.ALLOCATION_RUN))
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty),
        operation.get(OPERATION.SUMS),
        operation.get(OPERATION.LINES),
        balances(db, id),
        db.selectFrom(OPERATION_FINDING)
            .where(OPERATION_FINDING.OPERATION_ID.eq(id))
            .orderBy(OPERATION_FINDING.PLACE)
            .fetch(
                row ->
                    new Obstacle(
                        Obstacle.Kind.valueOf(row.get(OPERATION_FINDING.SUBJECT)),
                        row.get(OPERATION_FINDING.DETAIL))));
  }

  /// What an operation allocated of each currency, by its code.
  public static List<Balance> balances(DSLContext db, UUID operation) {
    return db.selectFrom(OPERATION_BALANCE)
        .where(OPERATION_BALANCE.OPERATION_ID.eq(operation))
        .orderBy(OPERATION_BALANCE.CURRENCY_CODE)
        .fetch(AllocationResults::balance);
  }

  private static Balance balance(Record row) {
    Currency currency = Currency.getInstance(row.get(OPERATION_BALANCE.CURRENCY_CODE));
    return new Balance(
        currency,
        row.get(OPERATION_BALANCE.EXACT_AMOUNT),
        MinorUnits.of(row.get(OPERATION_BALANCE.COLLECTED), currency),
        MinorUnits.of(row.get(OPERATION_BALANCE.UNALLOCATED), currency),
        MinorUnits.of(row.get(OPERATION_BALANCE.CORRECTIONS), currency));
  }
}
