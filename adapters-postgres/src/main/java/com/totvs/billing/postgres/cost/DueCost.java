package com.totvs.billing.postgres.cost;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jooq.DSLContext;

/// A fixed cost that is due in a month and not posted for it.
record DueCost(String id, YearMonth month) {
  private static final String UNTIL =
      """
      SELECT f.fixed_cost_id, m.month::date
      FROM billing.fixed_cost f
      CROSS JOIN LATERAL generate_series(
        f.first_month::timestamp, least(f.last_month, ?::date)::timestamp, interval '1 month'
      ) AS m (month)
      WHERE NOT EXISTS (
        SELECT FROM billing.posted_cost p
        WHERE p.fixed_cost_id = f.fixed_cost_id AND p.month = m.month::date
      )
      ORDER BY m.month, f.fixed_cost_id
      LIMIT ?
      """;

  /// Those up to and including a month, in the order of month and id.
  static List<DueCost> until(DSLContext db, YearMonth month, int limit) {
    return db.resultQuery(UNTIL, month.atDay(1), limit)
        .fetch(
            row ->
                new DueCost(row.get(0, String.class), YearMonth.from(row.get(1, LocalDate.class))));
  }
}
