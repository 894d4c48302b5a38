package com.totvs.billing.postgres.totals;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.operation.Finding;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/// Looks for what is wrong with one day.
final class DayCheck {
  private static final String IN_BOTH =
      """
      SELECT count(*) FROM billing.usage u
      JOIN billing.usage_history h
        ON h.license_server_id = u.license_server_id AND h.usage_id = u.usage_id
          AND h.occurred_time = u.occurred_time
      WHERE u.occurred_time >= ?::timestamptz AND u.occurred_time < ?::timestamptz
        AND h.occurred_time >= ?::timestamptz AND h.occurred_time < ?::timestamptz
      """;
  private static final String MISPLACED =
      """
      SELECT count(*) FROM billing.usage_history h
      WHERE h.occurred_time >= ?::timestamptz AND h.occurred_time < ?::timestamptz
        AND NOT EXISTS (
        SELECT FROM billing.purged_period p
        WHERE h.occurred_time >= p.start_time AND h.occurred_time < p.end_time)
      """;

  private final DSLContext db;
  private final SumsComparison comparison;
  private final BusinessZone zone;

  DayCheck(DSLContext db, SumsComparison comparison, BusinessZone zone) {
    this.db = db;
    this.comparison = comparison;
    this.zone = zone;
  }

  List<Finding> wrong(LocalDate day) {
    OffsetDateTime start = zone.start(day).atOffset(ZoneOffset.UTC);
    OffsetDateTime end = zone.start(day.plusDays(1)).atOffset(ZoneOffset.UTC);
    List<Finding> found = new ArrayList<>();
    add(
        found,
        "daily totals of " + day + " equal the records",
        comparison.ofDay(db, day),
        " sums differ: RebuildTotals mends them");
    add(
        found,
        "no record of " + day + " is online and in history",
        count(IN_BOTH, start, end, start, end),
        " records are in both places");
    add(
        found,
        "what is in history on " + day + " lies in a purged period",
        count(MISPLACED, start, end),
        " records do not: RestoreUsage brings them back");
    return found;
  }

  private static void add(List<Finding> found, String subject, long wrong, String detail) {
    if (wrong > 0) {
      found.add(new Finding(subject, false, wrong + detail));
    }
  }

  private long count(String sql, Object... bindings) {
    return db.fetchSingle(sql, bindings).into(long.class);
  }
}
