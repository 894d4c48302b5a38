package com.totvs.billing.benchmark;

import com.totvs.billing.domain.BusinessZone;
import java.time.YearMonth;
import java.util.List;

/// A month full of usage, made in the database since it would take too long to record it: 2,000
/// customers with a license each, 5 solutions, 10 applications, 4,000 combinations of them used by
/// Zipf's law, over 30 days or a whole February. Licenses, customers, solutions and applications
/// are known; sums are made by Billing.
record FilledMonth(YearMonth month, long records) {
  private static final int DAYS = 30;

  private static final String DIMENSIONS =
      """
      INSERT INTO billing.customer
        SELECT 'Z' || c, 'Customer ' || c, now() FROM generate_series(1, 2000) c ON CONFLICT DO NOTHING;
      INSERT INTO billing.license (license_server_id, customer_code, active, first_seen_time, confirmed_time)
        SELECT 'filled-' || c, 'Z' || c, true, now(), now() FROM generate_series(1, 2000) c
        ON CONFLICT DO NOTHING;
      INSERT INTO billing.license_lookup (license_server_id, next_attempt_time)
        SELECT 'filled-' || c, now() + interval '30 days' FROM generate_series(1, 2000) c
        ON CONFLICT DO NOTHING;
      INSERT INTO billing.solution
        SELECT 'filled-solution-' || s, 'Solution ' || s, now() FROM generate_series(0, 4) s
        ON CONFLICT DO NOTHING;
      INSERT INTO billing.application
        SELECT 'filled-application-' || a, 'Application ' || a, now() FROM generate_series(0, 9) a
        ON CONFLICT DO NOTHING;
      """;

  // The k-th of 4,000 combinations is used as often as 1/k says: exp(u ln 4001) is such a k. Forty
  // rows each are of one batch, as if they had been committed together; no batch has a number below
  // zero, so the rows count as summed up.
  private static final String ROWS =
      """
      INSERT INTO billing.filled (
        usage_id, license_server_id, occurred_time, accepted_time, solution_id, application_id,
        customer_code, user_name, input_tokens, output_tokens, image_size_kb,
        contingency_provider_type, purpose, sign, batch_id)
      SELECT
        gen_random_uuid(), 'filled-' || 1 + k %% 2000, t, t, 'filled-solution-' || k %% 5,
        'filled-application-' || (k / 2000 * 5 + k %% 5) %% 10, 'Z' || 1 + k %% 2000,
        'user ' || k %% 997, 100 + n %% 5000, 10 + n %% 900, n %% 300,
        CASE WHEN k %% 50 = 0 THEN 1 ELSE 0 END, 1, 1, -1 - n / 40
      FROM (
        SELECT n, least(3999, floor(exp(random() * ln(4001)))::int - 1) AS k,
          timestamptz '%s' + n * (interval '%d days' / %d) AS t
        FROM generate_series(0, %3$d - 1) n) rows
      """;

  /// Fills it. The partition is filled beside the table and then attached, which makes its indexes
  /// at once.
  void fill(Sql sql) {
    String table = "billing.usage_%tY_%<tm".formatted(month.atDay(1));
    String start = BusinessZone.SAO_PAULO.start(month).toString();
    String end = BusinessZone.SAO_PAULO.start(month.plusMonths(1)).toString();
    sql.run(
        List.of(
            DIMENSIONS,
            "CREATE TABLE billing.filled (LIKE "
                + table
                + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
            ROWS.formatted(start, days(), records),
            "ALTER TABLE billing.usage DETACH PARTITION " + table,
            "DROP TABLE " + table,
            "ALTER TABLE billing.filled RENAME TO " + table.substring("billing.".length()),
            "ALTER TABLE billing.usage ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                .formatted(table, start, end),
            "ANALYZE " + table));
  }

  // What lies behind the end of its month, a partition refuses.
  private int days() {
    return Math.min(DAYS, month.lengthOfMonth());
  }
}
