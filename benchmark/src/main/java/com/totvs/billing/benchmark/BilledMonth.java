package com.totvs.billing.benchmark;

import java.time.YearMonth;
import java.util.List;

/// What a month cost, put into the database as if Azure had told it: services that cost something
/// on each of 28 days, and that all solutions share.
record BilledMonth(YearMonth month, int services) {
  // 17 digits, as Azure tells them; every day and service another amount.
  private static final String BILL =
      """
      INSERT INTO billing.cost_source (subscription_id, resource_group, last_success_time)
        VALUES ('11111111-2222-3333-4444-555555555555', 'rg-bench', now())
        ON CONFLICT DO NOTHING;
      WITH added AS (
        INSERT INTO billing.cost_revision (subscription_id, resource_group, month, cost_grouping,
          read_time, confirmed_time, is_final, items)
        VALUES ('11111111-2222-3333-4444-555555555555', 'rg-bench', '%1$s', 'dimension:ResourceId',
          now(), now(), true, %2$d * 28)
        RETURNING revision)
      INSERT INTO billing.cost_item
        SELECT revision, date '%1$s' + d, 'Service ' || s, '', 'BRL',
          100 + 13 * s + 0.12345678901234567 * (d + 1)
        FROM added, generate_series(1, %2$d) s, generate_series(0, 27) d
      """;

  // Nothing that Billing has made of the bill is asked, but for the lines.
  private static final String DIFFERENCE =
      """
      SELECT (100 * (round(collected.amount, 2) - lines.amount))::bigint
      FROM (
        SELECT coalesce(sum(amount), 0) AS amount FROM (
          SELECT exact_amount AS amount
          FROM billing.cost_item JOIN billing.cost_revision USING (revision)
          WHERE month = '%1$s'
          UNION ALL
          SELECT amount FROM billing.posted_cost WHERE month = '%1$s') items) collected,
        (SELECT coalesce(sum(amount), 0) AS amount FROM billing.allocation WHERE run = %2$d) lines
      """;

  /// Puts it there.
  void fill(Sql sql) {
    sql.run(List.of(BILL.formatted(month.atDay(1), services)));
  }

  /// What was collected and posted, exactly, rounded once, less every line of a run; in minor
  /// units.
  long difference(Sql sql, long run) {
    return sql.number(DIFFERENCE.formatted(month.atDay(1), run));
  }
}
