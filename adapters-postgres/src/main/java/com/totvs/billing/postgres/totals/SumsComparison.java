package com.totvs.billing.postgres.totals;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.postgres.place.Partitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Compares sums with what they are sums of.
final class SumsComparison {
  private final SumsSql sql;
  private final BusinessZone zone;

  SumsComparison(BusinessZone zone) {
    this.sql = new SumsSql(zone);
    this.zone = zone;
  }

  /// How many sums of a day are other than those of the records that count as summed up; one that
  /// was altered counts once, as do one that is missing and one too many.
  long ofDay(DSLContext db, LocalDate day) {
    return Stream.of(Place.values()).mapToLong(place -> ofDay(db, place, day)).sum();
  }

  private long ofDay(DSLContext db, Place place, LocalDate day) {
    String kept =
        "SELECT %s FROM billing.%s WHERE day = ?::date AND records <> 0"
            .formatted(SumsSql.columns("day"), Partitions.dailyTable(place));
    return differences(
        db, kept, sql.ofDay(place), day, utc(zone.start(day)), utc(zone.start(day.plusDays(1))));
  }

  /// How many sums of months are other than those of their days, counted as those of a day are.
  static long ofMonths(DSLContext db) {
    return Stream.of(Place.values())
        .mapToLong(
            place ->
                differences(
                    db,
                    "SELECT %s FROM billing.%s WHERE records <> 0"
                        .formatted(SumsSql.columns("month"), Partitions.monthlyTable(place)),
                    SumsSql.ofMonth("billing." + Partitions.dailyTable(place))
                        + " HAVING sum(records) <> 0"))
        .sum();
  }

  /// The same of one month.
  static long ofMonth(DSLContext db, YearMonth month) {
    LocalDate first = month.atDay(1);
    LocalDate end = month.plusMonths(1).atDay(1);
    return Stream.of(Place.values())
        .mapToLong(
            place ->
                differences(
                    db,
                    "SELECT %s FROM billing.%s WHERE month = ?::date AND records <> 0"
                        .formatted(SumsSql.columns("month"), Partitions.monthlyTable(place)),
                    SumsSql.ofMonth(SumsSql.daysOfMonth(place)) + " HAVING sum(records) <> 0",
                    first,
                    first,
                    end))
        .sum();
  }

  private static long differences(
      DSLContext db, String kept, String rightOnes, Object... bindings) {
    return db.fetchSingle(
            """
            WITH kept (of_time) AS (%s), right_ones (of_time) AS (%s)
            SELECT count(*) FROM (
              SELECT DISTINCT of_time, license_server_id, customer_code, solution_id, application_id,
                purpose, contingency_provider_type
              FROM (
                (SELECT * FROM kept EXCEPT SELECT * FROM right_ones)
                UNION ALL
                (SELECT * FROM right_ones EXCEPT SELECT * FROM kept)) wrong) keys
            """
                .formatted(kept, rightOnes),
            bindings)
        .into(long.class);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
