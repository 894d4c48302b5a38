package com.totvs.billing.postgres.totals;

import static com.totvs.billing.postgres.generated.Tables.SUMS_TURN;
import static com.totvs.billing.postgres.generated.Tables.USAGE_BATCH;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.postgres.place.Partitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Keeps `usage_daily` and `usage_history_daily` equal to the records whose commits are no longer
/// in `usage_batch`.
///
/// Whoever changes records that have been summed up changes their sums in the same statement, and
/// takes its turn before: a record cannot be summed up as it was while it changes.
public final class UsageSums {
  // A literal, since a parameter would make each of the two a different expression to group by.
  private final String day;

  UsageSums(BusinessZone zone) {
    this.day = "(occurred_time AT TIME ZONE '%s')::date".formatted(zone.id().getId());
  }

  /// The business day of `occurred_time`, in SQL.
  String day() {
    return day;
  }

  /// Begins a batch: records are written with its number, and count as not summed up until it is
  /// gone.
  public static long beginBatch(DSLContext db) {
    return db.insertInto(USAGE_BATCH)
        .defaultValues()
        .returning(USAGE_BATCH.BATCH_ID)
        .fetchSingle()
        .get(USAGE_BATCH.BATCH_ID);
  }

  /// Waits for its turn, and keeps it until the transaction ends.
  public static void takeTurn(DSLContext db) {
    db.select(SUMS_TURN.ONLY_ROW).from(SUMS_TURN).forUpdate().fetch();
  }

  /// Sums up the records of at most `limit` batches. Returns whether there were as many.
  boolean sum(DSLContext db, int limit) {
    takeTurn(db);
    Long[] batches =
        db.select(USAGE_BATCH.BATCH_ID)
            .from(USAGE_BATCH)
            .orderBy(USAGE_BATCH.BATCH_ID)
            .limit(limit)
            .fetchArray(USAGE_BATCH.BATCH_ID);
    for (Place place : Place.values()) {
      String records = "billing.%s WHERE batch_id = ANY (?)".formatted(Partitions.table(place));
      db.execute(
          "WITH " + added("fresh", place, sums("customer_code", 1, records)) + " SELECT 1",
          (Object) batches);
      deleteEmpty(db, Partitions.dailyTable(place));
      deleteEmpty(db, Partitions.monthlyTable(place));
    }
    db.execute("DELETE FROM billing.usage_batch WHERE batch_id = ANY (?)", (Object) batches);
    return batches.length == limit;
  }

  private static void deleteEmpty(DSLContext db, String table) {
    db.execute("DELETE FROM billing.%s WHERE records = 0".formatted(table));
  }

  /// How many sums of a day are other than those of the records that count as summed up; one that
  /// was altered counts once, as do one that is missing and one too many.
  long differences(DSLContext db, LocalDate day, BusinessZone zone) {
    return Stream.of(Place.values()).mapToLong(place -> differences(db, place, day, zone)).sum();
  }

  private long differences(DSLContext db, Place place, LocalDate day, BusinessZone zone) {
    String kept =
        "SELECT %s FROM billing.%s WHERE day = ?::date AND records <> 0"
            .formatted(columns("day"), Partitions.dailyTable(place));
    return differences(
        db, kept, ofDay(place), day, utc(zone.start(day)), utc(zone.start(day.plusDays(1))));
  }

  /// How many sums of months are other than those of their days, counted as those of a day are.
  static long differencesOfMonths(DSLContext db) {
    return Stream.of(Place.values())
        .mapToLong(
            place ->
                differences(
                    db,
                    "SELECT %s FROM billing.%s WHERE records <> 0"
                        .formatted(columns("month"), Partitions.monthlyTable(place)),
                    ofMonth("billing." + Partitions.dailyTable(place))
                        + " HAVING sum(records) <> 0"))
        .sum();
  }

  /// The same of one month.
  static long differences(DSLContext db, YearMonth month) {
    LocalDate first = month.atDay(1);
    LocalDate end = month.plusMonths(1).atDay(1);
    return Stream.of(Place.values())
        .mapToLong(
            place ->
                differences(
                    db,
                    "SELECT %s FROM billing.%s WHERE month = ?::date AND records <> 0"
                        .formatted(columns("month"), Partitions.monthlyTable(place)),
                    ofMonth(daysOfMonth(place)) + " HAVING sum(records) <> 0",
                    first,
                    first,
                    end))
        .sum();
  }

  private static String daysOfMonth(Place place) {
    return "billing.%s WHERE day >= ?::date AND day < ?::date"
        .formatted(Partitions.dailyTable(place));
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

  /// Throws the sums of a day and its month away, and sums up the records of the day that count as
  /// summed up, and the days of the month. The caller has the turn.
  void rebuild(DSLContext db, LocalDate day, BusinessZone zone) {
    YearMonth month = YearMonth.from(day);
    for (Place place : Place.values()) {
      String daily = Partitions.dailyTable(place);
      db.execute("DELETE FROM billing.%s WHERE day = ?::date".formatted(daily), day);
      db.execute(
          add(daily, "day", ofDay(place)), utc(zone.start(day)), utc(zone.start(day.plusDays(1))));
      String monthly = Partitions.monthlyTable(place);
      db.execute("DELETE FROM billing.%s WHERE month = ?::date".formatted(monthly), month.atDay(1));
      db.execute(
          add(monthly, "month", ofMonth(daysOfMonth(place))),
          month.atDay(1),
          month.plusMonths(1).atDay(1));
    }
  }

  private String ofDay(Place place) {
    return sums(
        "customer_code",
        1,
        """
        billing.%s
        WHERE occurred_time >= ?::timestamptz AND occurred_time < ?::timestamptz
          AND batch_id NOT IN (SELECT batch_id FROM billing.usage_batch)
        """
            .formatted(Partitions.table(place)));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /// Clauses that follow `WITH … AS (…)` where rows of usage have left one place for the other, as
  /// they are returned by the clause of the given name: those that have been summed up change
  /// places in the sums too.
  public String followMove(String moved, Direction direction) {
    return String.join(
        ", ",
        summed(moved),
        added("less", direction.from(), sums("customer_code", -1, "summed")),
        added("more", direction.to(), sums("customer_code", 1, "summed")));
  }

  /// The same where rows that waited in a place were settled, as they are after that.
  public String followSettling(String settled, Place place) {
    String before = sums("NULL::text", -1, "summed");
    String after = sums("customer_code", 1, "summed");
    return summed(settled) + ", " + added("changed", place, before + " UNION ALL " + after);
  }

  private static String summed(String changed) {
    return """
    , summed AS (
      SELECT * FROM %s WHERE batch_id NOT IN (SELECT batch_id FROM billing.usage_batch)
    )\
    """
        .formatted(changed);
  }

  // Clauses that add sums of days to those of a place, and to those of its months.
  private static String added(String name, Place place, String sums) {
    return """
    %1$s AS (%2$s), %1$s_daily AS (%3$s), %1$s_monthly AS (%4$s)
    """
        .formatted(
            name,
            sums,
            add(Partitions.dailyTable(place), "day", "SELECT * FROM " + name),
            add(Partitions.monthlyTable(place), "month", ofMonth(name)));
  }

  // Rows of usage summed up by every key; `from` is tables and conditions.
  private String sums(String customer, int factor, String from) {
    return """
    SELECT %s AS day, license_server_id, %s AS customer_code, solution_id, application_id, purpose,
      contingency_provider_type, %3$d * count(*) AS records,
      %3$d * sum(sign) AS calls, %3$d * sum(sign * input_tokens) AS input_tokens,
      %3$d * sum(sign * output_tokens) AS output_tokens,
      %3$d * sum(sign * image_size_kb) AS image_size_kb
    FROM %4$s
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    """
        .formatted(day, customer, factor, from);
  }

  // Sums of days summed up by month.
  private static String ofMonth(String days) {
    return """
    SELECT date_trunc('month', day::timestamp)::date AS month, license_server_id, customer_code,
      solution_id, application_id, purpose, contingency_provider_type,
      sum(records)::bigint AS records, sum(calls)::bigint AS calls,
      sum(input_tokens)::bigint AS input_tokens, sum(output_tokens)::bigint AS output_tokens,
      sum(image_size_kb)::bigint AS image_size_kb
    FROM %s
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    """
        .formatted(days);
  }

  private static String columns(String time) {
    return time
        + ", license_server_id, customer_code, solution_id, application_id, purpose,"
        + " contingency_provider_type, records, calls, input_tokens, output_tokens, image_size_kb";
  }

  // A statement that adds sums to those that are there.
  private static String add(String table, String time, String sums) {
    return """
    INSERT INTO billing.%s AS d (%s)
    %s
    ON CONFLICT (
      %s, license_server_id, customer_code, solution_id, application_id, purpose,
      contingency_provider_type)
    DO UPDATE SET
      records = d.records + excluded.records,
      calls = d.calls + excluded.calls,
      input_tokens = d.input_tokens + excluded.input_tokens,
      output_tokens = d.output_tokens + excluded.output_tokens,
      image_size_kb = d.image_size_kb + excluded.image_size_kb
    """
        .formatted(table, columns(time), sums, time);
  }
}
