package com.totvs.billing.postgres.cost;

import static com.totvs.billing.postgres.generated.Tables.COST_ITEM;
import static com.totvs.billing.postgres.generated.Tables.COST_REVISION;
import static com.totvs.billing.postgres.generated.Tables.COST_SOURCE;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import com.totvs.billing.postgres.operation.OperationRows;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;

/// Azure's cost in the tables `cost_source`, `cost_failure`, `cost_revision` and `cost_item`.
final class PostgresCostBook implements CostBook {
  private static final int LONGEST_ERROR = 4_000;

  private final Database database;

  PostgresCostBook(Database database) {
    this.database = database;
  }

  @Override
  public Kept keep(Reading reading) {
    List<AzureCostItem> told = AzureCostItem.addedUp(reading.items());
    return database.transaction(
        Lane.JOB,
        db -> {
          lock(db, reading.resourceGroup());
          Optional<CostRevision> newest = newest(db, reading);
          if (newest.isPresent() && newest.get().confirmed().isAfter(reading.time())) {
            return new Kept(newest.get(), false);
          }
          succeeded(db, reading);
          boolean same =
              newest.isPresent()
                  && newest.get().grouping().equals(reading.grouping())
                  && told.equals(CostRows.items(db, newest.get().number()));
          return same
              ? new Kept(confirm(db, newest.orElseThrow(), reading), false)
              : new Kept(add(db, reading, told), true);
        });
  }

  // Readings of one resource group take turns, its first one too.
  private static void lock(DSLContext db, ResourceGroup resourceGroup) {
    db.insertInto(COST_SOURCE, COST_SOURCE.SUBSCRIPTION_ID, COST_SOURCE.RESOURCE_GROUP)
        .values(resourceGroup.subscriptionId(), resourceGroup.name())
        .onConflictDoNothing()
        .execute();
    db.selectFrom(COST_SOURCE).where(CostRows.of(resourceGroup)).forUpdate().fetchSingle();
  }

  private static Optional<CostRevision> newest(DSLContext db, Reading reading) {
    return db.selectFrom(COST_REVISION)
        .where(
            CostRows.revisionsOf(reading.resourceGroup()),
            COST_REVISION.MONTH.eq(reading.month().atDay(1)))
        .orderBy(COST_REVISION.REVISION.desc())
        .limit(1)
        .fetchOptional(CostRows::revision);
  }

  private static void succeeded(DSLContext db, Reading reading) {
    ResourceGroup group = reading.resourceGroup();
    CostFailures.remove(db, group, reading.month());
    if (CostFailures.isNewest(db, group, reading.month())) {
      db.update(COST_SOURCE)
          .set(COST_SOURCE.LAST_SUCCESS_TIME, OperationRows.utc(reading.time()))
          .where(CostRows.of(group))
          .execute();
    }
    db.update(COST_SOURCE)
        .set(COST_SOURCE.LAST_ERROR, CostFailures.told(db, group))
        .where(CostRows.of(group))
        .execute();
  }

  private static CostRevision confirm(DSLContext db, CostRevision newest, Reading reading) {
    return db.update(COST_REVISION)
        .set(COST_REVISION.CONFIRMED_TIME, OperationRows.utc(reading.time()))
        .set(COST_REVISION.IS_FINAL, newest.isFinal() || reading.isFinal())
        .where(COST_REVISION.REVISION.eq(newest.number()))
        .returning()
        .fetchSingle(CostRows::revision);
  }

  private static CostRevision add(DSLContext db, Reading reading, List<AzureCostItem> told) {
    CostRevision revision =
        db.insertInto(COST_REVISION)
            .set(COST_REVISION.SUBSCRIPTION_ID, reading.resourceGroup().subscriptionId())
            .set(COST_REVISION.RESOURCE_GROUP, reading.resourceGroup().name())
            .set(COST_REVISION.MONTH, reading.month().atDay(1))
            .set(COST_REVISION.COST_GROUPING, reading.grouping().toString())
            .set(COST_REVISION.READ_TIME, OperationRows.utc(reading.time()))
            .set(COST_REVISION.CONFIRMED_TIME, OperationRows.utc(reading.time()))
            .set(COST_REVISION.IS_FINAL, reading.isFinal())
            .set(COST_REVISION.ITEMS, (long) told.size())
            .returning()
            .fetchSingle(CostRows::revision);
    CostRows.insert(db, revision.number(), told);
    return revision;
  }

  @Override
  public void failed(ResourceGroup resourceGroup, YearMonth month, String why, Instant time) {
    int length = Math.min(LONGEST_ERROR, why.codePointCount(0, why.length()));
    String kept = why.substring(0, why.offsetByCodePoints(0, length));
    database.transaction(
        Lane.JOB,
        db -> {
          lock(db, resourceGroup);
          CostFailures.put(db, resourceGroup, month, kept, time);
          return db.update(COST_SOURCE)
              .set(COST_SOURCE.LAST_FAILURE_TIME, OperationRows.utc(time))
              .set(COST_SOURCE.LAST_ERROR, CostFailures.told(db, resourceGroup))
              .where(CostRows.of(resourceGroup))
              .execute();
        });
  }

  @Override
  public List<MonthStanding> standings(YearMonth month) {
    return database.transaction(Lane.READ, db -> CostFailures.standings(db, month));
  }

  @Override
  public List<CostSource> sources() {
    return database.transaction(
        Lane.READ,
        db ->
            db.selectFrom(COST_SOURCE)
                .orderBy(COST_SOURCE.SUBSCRIPTION_ID, COST_SOURCE.RESOURCE_GROUP)
                .fetch(CostRows::source));
  }

  @Override
  public List<KeptItem> items(ItemFilter filter, Optional<ItemPosition> after, int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db.select(COST_REVISION.fields())
                .select(COST_ITEM.fields())
                .from(COST_ITEM)
                .join(COST_REVISION)
                .on(COST_REVISION.REVISION.eq(COST_ITEM.REVISION))
                .where(
                    CostRows.fits(filter.month(), filter.resourceGroup()),
                    wanted(filter.revision()),
                    filter.serviceName().map(COST_ITEM.SERVICE_NAME::eq).orElse(noCondition()),
                    filter.groupValue().map(COST_ITEM.GROUP_VALUE::eq).orElse(noCondition()),
                    after.map(PostgresCostBook::behind).orElse(noCondition()))
                .orderBy(CostRows.ORDER)
                .limit(limit)
                .fetch(
                    one ->
                        new KeptItem(
                            CostRows.revision(one.into(COST_REVISION)), CostRows.item(one))));
  }

  private static Condition wanted(OptionalLong revision) {
    var newer = COST_REVISION.as("newer");
    return revision.isPresent()
        ? COST_ITEM.REVISION.eq(revision.getAsLong())
        : COST_REVISION.REVISION.in(
            select(max(newer.REVISION))
                .from(newer)
                .groupBy(newer.SUBSCRIPTION_ID, newer.RESOURCE_GROUP, newer.MONTH));
  }

  private static Condition behind(ItemPosition last) {
    return row(CostRows.ORDER)
        .gt(
            row(
                val(last.resourceGroup().subscriptionId()),
                val(last.resourceGroup().name()),
                val(last.month().atDay(1)),
                val(last.usageDate()),
                val(last.serviceName()),
                val(last.groupValue()),
                val(last.currencyCode())));
  }

  @Override
  public List<CostRevision> revisions(
      Optional<YearMonth> month,
      Optional<ResourceGroup> resourceGroup,
      OptionalLong before,
      int limit) {
    return database.transaction(
        Lane.READ,
        db ->
            db.selectFrom(COST_REVISION)
                .where(
                    CostRows.fits(month, resourceGroup),
                    before.isPresent()
                        ? COST_REVISION.REVISION.lt(before.getAsLong())
                        : noCondition())
                .orderBy(COST_REVISION.REVISION.desc())
                .limit(limit)
                .fetch(CostRows::revision));
  }
}
