package com.totvs.billing.postgres.cost;

import static com.totvs.billing.postgres.generated.Tables.COST_FAILURE;
import static com.totvs.billing.postgres.generated.Tables.COST_REVISION;
import static com.totvs.billing.postgres.generated.Tables.COST_SOURCE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import com.totvs.billing.application.cost.CostBook.MonthStanding;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.postgres.operation.OperationRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Which months could not be read, in the table `cost_failure`.
final class CostFailures {
  private CostFailures() {}

  static void put(DSLContext db, ResourceGroup group, YearMonth month, String why, Instant time) {
    db.insertInto(COST_FAILURE)
        .set(COST_FAILURE.SUBSCRIPTION_ID, group.subscriptionId())
        .set(COST_FAILURE.RESOURCE_GROUP, group.name())
        .set(COST_FAILURE.MONTH, month.atDay(1))
        .set(COST_FAILURE.FAILED_TIME, OperationRows.utc(time))
        .set(COST_FAILURE.ERROR, why)
        .onDuplicateKeyUpdate()
        .set(COST_FAILURE.FAILED_TIME, OperationRows.utc(time))
        .set(COST_FAILURE.ERROR, why)
        .execute();
  }

  static void remove(DSLContext db, ResourceGroup group, YearMonth month) {
    db.deleteFrom(COST_FAILURE).where(of(group), COST_FAILURE.MONTH.eq(month.atDay(1))).execute();
  }

  /// All of a resource group's, newest month first, in one text.
  static String told(DSLContext db, ResourceGroup group) {
    return db
        .selectFrom(COST_FAILURE)
        .where(of(group))
        .orderBy(COST_FAILURE.MONTH.desc())
        .fetch(CostFailures::told)
        .stream()
        .collect(Collectors.joining("; "));
  }

  private static String told(Record row) {
    return YearMonth.from(row.get(COST_FAILURE.MONTH)) + ": " + row.get(COST_FAILURE.ERROR);
  }

  /// Whether no later month of a resource group was read, or was to be.
  static boolean isNewest(DSLContext db, ResourceGroup group, YearMonth month) {
    LocalDate day = month.atDay(1);
    return !db.fetchExists(COST_FAILURE, of(group).and(COST_FAILURE.MONTH.gt(day)))
        && !db.fetchExists(
            COST_REVISION, CostRows.revisionsOf(group).and(COST_REVISION.MONTH.gt(day)));
  }

  static List<MonthStanding> standings(DSLContext db, YearMonth month) {
    var revision = COST_REVISION.as("newest");
    return db.select(COST_SOURCE.fields())
        .select(COST_REVISION.CONFIRMED_TIME, COST_REVISION.IS_FINAL, COST_FAILURE.FAILED_TIME)
        .from(COST_SOURCE)
        .leftJoin(COST_REVISION)
        .on(
            COST_REVISION.REVISION.eq(
                field(
                    select(max(revision.REVISION))
                        .from(revision)
                        .where(
                            revision.SUBSCRIPTION_ID.eq(COST_SOURCE.SUBSCRIPTION_ID),
                            revision.RESOURCE_GROUP.eq(COST_SOURCE.RESOURCE_GROUP),
                            revision.MONTH.eq(month.atDay(1))))))
        .leftJoin(COST_FAILURE)
        .on(
            COST_FAILURE.SUBSCRIPTION_ID.eq(COST_SOURCE.SUBSCRIPTION_ID),
            COST_FAILURE.RESOURCE_GROUP.eq(COST_SOURCE.RESOURCE_GROUP),
            COST_FAILURE.MONTH.eq(month.atDay(1)))
        .where(COST_REVISION.REVISION.isNotNull().or(COST_FAILURE.FAILED_TIME.isNotNull()))
        .orderBy(COST_SOURCE.SUBSCRIPTION_ID, COST_SOURCE.RESOURCE_GROUP)
        .fetch(CostFailures::standing);
  }

  private static MonthStanding standing(Record row) {
    return new MonthStanding(
        new ResourceGroup(
            row.get(COST_SOURCE.SUBSCRIPTION_ID), row.get(COST_SOURCE.RESOURCE_GROUP)),
        CostRows.instant(row.get(COST_REVISION.CONFIRMED_TIME)),
        Boolean.TRUE.equals(row.get(COST_REVISION.IS_FINAL)),
        CostRows.instant(row.get(COST_FAILURE.FAILED_TIME)));
  }

  private static Condition of(ResourceGroup group) {
    return COST_FAILURE
        .SUBSCRIPTION_ID
        .eq(group.subscriptionId())
        .and(COST_FAILURE.RESOURCE_GROUP.eq(group.name()));
  }
}
