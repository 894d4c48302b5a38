package com.totvs.billing.postgres.totals;

import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.postgres.operation.OperationRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/// Looks for what must never be, whatever the day.
final class OverallCheck {
  private static final Duration ABANDONED = Duration.ofMinutes(10);
  private static final String NAMED =
      """
      SELECT count(*) FROM (SELECT DISTINCT %1$s AS id FROM billing.recorded_daily WHERE %1$s IS NOT NULL) d
      LEFT JOIN billing.%2$s n ON n.%1$s = d.id WHERE n.%1$s IS NULL
      """;
  private static final String WITHOUT_TARGET =
      """
      SELECT count(*) FROM billing.recorded_usage c
      LEFT JOIN billing.recorded_usage t
        ON t.license_server_id = c.license_server_id AND t.usage_id = c.voids_usage_id
          AND t.occurred_time = c.occurred_time AND t.in_history = c.in_history
          AND t.input_tokens = c.input_tokens AND t.output_tokens = c.output_tokens
          AND t.image_size_kb = c.image_size_kb AND t.sign = 1
      WHERE c.voids_usage_id IS NOT NULL AND t.usage_id IS NULL
      """;
  private static final String ABANDONED_OPERATIONS =
      "SELECT count(*) FROM billing.operation"
          + " WHERE ended_time IS NULL AND lease_end_time < ?::timestamptz";

  private final DSLContext db;
  private final Instant now;

  OverallCheck(DSLContext db, Instant now) {
    this.db = db;
    this.now = now;
  }

  List<Finding> findings() {
    return List.of(
        named("license_server_id", "license"),
        named("customer_code", "customer"),
        named("solution_id", "solution"),
        named("application_id", "application"),
        finding(
            "totals of months equal those of their days",
            SumsComparison.ofMonths(db),
            "sums differ: RebuildTotals mends them"),
        finding(
            "every cancelling record stands beside the record it cancels",
            count(WITHOUT_TARGET),
            "cancelling records do not"),
        finding(
            "every operation that has begun goes on",
            count(ABANDONED_OPERATIONS, OperationRows.utc(now.minus(ABANDONED))),
            "operations do not: see the jobs and the log"));
  }

  private Finding named(String id, String table) {
    return finding(
        "every " + table + " that usage names is known",
        count(NAMED.formatted(id, table)),
        "are not in the table " + table);
  }

  private static Finding finding(String subject, long wrong, String detail) {
    return new Finding(subject, wrong == 0, wrong == 0 ? "" : wrong + " " + detail);
  }

  private long count(String sql, Object... bindings) {
    return db.fetchSingle(sql, bindings).into(long.class);
  }
}
