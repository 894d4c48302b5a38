package com.totvs.billing.postgres.cost;

import static com.totvs.billing.postgres.generated.Tables.COST_ITEM;
import static com.totvs.billing.postgres.generated.Tables.COST_REVISION;
import static com.totvs.billing.postgres.generated.Tables.COST_SOURCE;
import static org.jooq.impl.DSL.noCondition;

import com.totvs.billing.domain.cost.AzureCostItem;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.CostSource;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Rows of Azure's cost as the domain sees them, and back.
public final class CostRows {
  private static final int ROWS_IN_A_STATEMENT = 1_000;

  /// The order of items in lists.
  static final Field<?>[] ORDER = {
    COST_REVISION.SUBSCRIPTION_ID,
    COST_REVISION.RESOURCE_GROUP,
    COST_REVISION.MONTH,
    COST_ITEM.USAGE_DATE,
    COST_ITEM.SERVICE_NAME,
    COST_ITEM.GROUP_VALUE,
    COST_ITEM.CURRENCY_CODE
  };

  private CostRows() {}

  static Condition of(ResourceGroup resourceGroup) {
    return COST_SOURCE
        .SUBSCRIPTION_ID
        .eq(resourceGroup.subscriptionId())
        .and(COST_SOURCE.RESOURCE_GROUP.eq(resourceGroup.name()));
  }

  static Condition revisionsOf(ResourceGroup resourceGroup) {
    return COST_REVISION
        .SUBSCRIPTION_ID
        .eq(resourceGroup.subscriptionId())
        .and(COST_REVISION.RESOURCE_GROUP.eq(resourceGroup.name()));
  }

  static Condition fits(Optional<YearMonth> month, Optional<ResourceGroup> resourceGroup) {
    return month
        .map(one -> COST_REVISION.MONTH.eq(one.atDay(1)))
        .orElse(noCondition())
        .and(resourceGroup.map(CostRows::revisionsOf).orElse(noCondition()));
  }

  static CostSource source(Record row) {
    return new CostSource(
        new ResourceGroup(
            row.get(COST_SOURCE.SUBSCRIPTION_ID), row.get(COST_SOURCE.RESOURCE_GROUP)),
        instant(row.get(COST_SOURCE.LAST_SUCCESS_TIME)),
        instant(row.get(COST_SOURCE.LAST_FAILURE_TIME)),
        row.get(COST_SOURCE.LAST_ERROR));
  }

  /// The revision in a row of `cost_revision`.
  public static CostRevision revision(Record row) {
    return new CostRevision(
        row.get(COST_REVISION.REVISION),
        new ResourceGroup(
            row.get(COST_REVISION.SUBSCRIPTION_ID), row.get(COST_REVISION.RESOURCE_GROUP)),
        YearMonth.from(row.get(COST_REVISION.MONTH)),
        CostGrouping.parse(row.get(COST_REVISION.COST_GROUPING)),
        row.get(COST_REVISION.READ_TIME).toInstant(),
        row.get(COST_REVISION.CONFIRMED_TIME).toInstant(),
        row.get(COST_REVISION.IS_FINAL),
        row.get(COST_REVISION.ITEMS));
  }

  static AzureCostItem item(Record row) {
    return new AzureCostItem(
        row.get(COST_ITEM.USAGE_DATE),
        row.get(COST_ITEM.SERVICE_NAME),
        row.get(COST_ITEM.GROUP_VALUE),
        Currency.getInstance(row.get(COST_ITEM.CURRENCY_CODE)),
        row.get(COST_ITEM.EXACT_AMOUNT));
  }

  /// The items of a revision, in their own order.
  static List<AzureCostItem> items(DSLContext db, long revision) {
    return db.selectFrom(COST_ITEM).where(COST_ITEM.REVISION.eq(revision)).fetch().stream()
        .map(CostRows::item)
        .sorted()
        .toList();
  }

  static void insert(DSLContext db, long revision, List<AzureCostItem> items) {
    for (int from = 0; from < items.size(); from += ROWS_IN_A_STATEMENT) {
      var insert =
          db.insertInto(
              COST_ITEM,
              COST_ITEM.REVISION,
              COST_ITEM.USAGE_DATE,
              COST_ITEM.SERVICE_NAME,
              COST_ITEM.GROUP_VALUE,
              COST_ITEM.CURRENCY_CODE,
              COST_ITEM.EXACT_AMOUNT);
      for (AzureCostItem item :
          items.subList(from, Math.min(items.size(), from + ROWS_IN_A_STATEMENT))) {
        insert =
            insert.values(
                revision,
                item.usageDate(),
                item.serviceName(),
                item.groupValue(),
                item.currency().getCurrencyCode(),
                item.amount());
      }
      insert.execute();
    }
  }

  static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
