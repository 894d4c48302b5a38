package com.totvs.billing.postgres.month;

import static com.totvs.billing.postgres.generated.Tables.COST_REVISION;
import static com.totvs.billing.postgres.generated.Tables.POSTED_COST;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.DSLContext;

/// The months that cost anything.
public final class MonthsWithCost {
  private MonthsWithCost() {}

  /// Reads them, oldest first.
  public static SortedSet<YearMonth> read(DSLContext db) {
    List<LocalDate> days =
        db.selectDistinct(COST_REVISION.MONTH)
            .from(COST_REVISION)
            .where(COST_REVISION.ITEMS.gt(0L))
            .union(db.selectDistinct(POSTED_COST.MONTH).from(POSTED_COST))
            .fetch(COST_REVISION.MONTH);
    SortedSet<YearMonth> months = new TreeSet<>();
    days.forEach(day -> months.add(YearMonth.from(day)));
    return months;
  }
}
