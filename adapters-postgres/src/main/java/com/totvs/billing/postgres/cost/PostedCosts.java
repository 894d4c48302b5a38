package com.totvs.billing.postgres.cost;

import static com.totvs.billing.postgres.generated.Tables.POSTED_COST;

import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// Reads what was posted of fixed costs.
public final class PostedCosts {
  private PostedCosts() {}

  /// What was posted for a month, by id.
  public static List<PostedCost> of(DSLContext db, YearMonth month) {
    return db.selectFrom(POSTED_COST)
        .where(POSTED_COST.MONTH.eq(month.atDay(1)))
        .orderBy(POSTED_COST.FIXED_COST_ID)
        .fetch(
            row ->
                new PostedCost(
                    new FixedCostId(row.get(POSTED_COST.FIXED_COST_ID)),
                    month,
                    Currency.getInstance(row.get(POSTED_COST.CURRENCY_CODE)),
                    row.get(POSTED_COST.AMOUNT),
                    Optional.ofNullable(row.get(POSTED_COST.SOLUTION_ID)).map(SolutionId::new),
                    row.get(POSTED_COST.POSTED_TIME).toInstant()));
  }
}
