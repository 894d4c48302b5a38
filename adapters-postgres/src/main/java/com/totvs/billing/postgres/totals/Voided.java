package com.totvs.billing.postgres.totals;

import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import com.totvs.billing.postgres.generated.tables.RecordedUsage;
import org.jooq.Condition;

/// Tells records that count from those that are voided or cancel one.
public final class Voided {
  private static final RecordedUsage CANCELLING = RECORDED_USAGE.as("cancelling");

  private Voided() {}

  /// Whether a row of `recorded_usage` counts by itself. That cancelling records cancel something
  /// is said, since their small index is not found without it, and all records are read a second
  /// time.
  public static Condition no() {
    return RECORDED_USAGE
        .VOIDS_USAGE_ID
        .isNull()
        .andNotExists(
            select(inline(1))
                .from(CANCELLING)
                .where(
                    CANCELLING.VOIDS_USAGE_ID.isNotNull(),
                    CANCELLING.VOIDS_USAGE_ID.eq(RECORDED_USAGE.USAGE_ID),
                    CANCELLING.LICENSE_SERVER_ID.eq(RECORDED_USAGE.LICENSE_SERVER_ID),
                    CANCELLING.OCCURRED_TIME.eq(RECORDED_USAGE.OCCURRED_TIME)));
  }
}
