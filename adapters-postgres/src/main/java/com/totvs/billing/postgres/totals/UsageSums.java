package com.totvs.billing.postgres.totals;

import static com.totvs.billing.postgres.generated.Tables.USAGE_BATCH;
import static com.totvs.billing.postgres.generated.Tables.USAGE_TURN;

import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.postgres.place.Partitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
    db.select(USAGE_TURN.ONLY_ROW).from(USAGE_TURN).forUpdate().fetch();
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
      db.execute(add(place, sums("customer_code", 1, records)), (Object) batches);
      db.execute("DELETE FROM billing.%s WHERE records = 0".formatted(Partitions.sumsTable(place)));
    }
    db.execute("DELETE FROM billing.usage_batch WHERE batch_id = ANY (?)", (Object) batches);
    return batches.length == limit;
  }

  /// How many sums of a day are other than those of the records that count as summed up; one that
  /// was altered counts once, as do one that is missing and one too many.
  long differences(DSLContext db, LocalDate day, BusinessZone zone) {
    return Stream.of(Place.values()).mapToLong(place -> differences(db, place, day, zone)).sum();
  }

  private long differences(DSLContext db, Place place, LocalDate day, BusinessZone zone) {
    return db.fetchSingle(
            """
            WITH kept AS (
              SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
                contingency_provider_type, records, calls, input_tokens, output_tokens,
                image_size_kb
              FROM billing.%s WHERE day = ?::date AND records <> 0
            ), right_ones AS (%s)
            SELECT count(*) FROM (
              SELECT DISTINCT license_server_id, customer_code, solution_id, application_id,
                purpose, contingency_provider_type
              FROM (
                (SELECT * FROM kept EXCEPT SELECT * FROM right_ones)
                UNION ALL
                (SELECT * FROM right_ones EXCEPT SELECT * FROM kept)) wrong) keys
            """
                .formatted(Partitions.sumsTable(place), ofDay(place)),
            day,
            utc(zone.start(day)),
            utc(zone.start(day.plusDays(1))))
        .into(long.class);
  }

  /// Throws the sums of a day away, and sums up the records that count as summed up. The caller has
  /// the turn.
  void rebuild(DSLContext db, LocalDate day, BusinessZone zone) {
    for (Place place : Place.values()) {
      db.execute(
          "DELETE FROM billing.%s WHERE day = ?::date".formatted(Partitions.sumsTable(place)), day);
      db.execute(add(place, ofDay(place)), utc(zone.start(day)), utc(zone.start(day.plusDays(1))));
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
    return """
    %s, less AS (%s), more AS (%s)
    """
        .formatted(
            summed(moved),
            add(direction.from(), sums("customer_code", -1, "summed")),
            add(direction.to(), sums("customer_code", 1, "summed")));
  }

  /// The same where rows that waited in a place were settled, as they are after that.
  public String followSettling(String settled, Place place) {
    return """
    %s, sums AS (%s)
    """
        .formatted(
            summed(settled),
            add(
                place,
                sums("NULL::text", -1, "summed")
                    + " UNION ALL "
                    + sums("customer_code", 1, "summed")));
  }

  private static String summed(String changed) {
    return """
    , summed AS (
      SELECT * FROM %s WHERE batch_id NOT IN (SELECT batch_id FROM billing.usage_batch)
    )\
    """
        .formatted(changed);
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

  // A statement that adds sums to those of a place.
  private static String add(Place place, String sums) {
    return """
    INSERT INTO billing.%s AS d (
      day, license_server_id, customer_code, solution_id, application_id, purpose,
      contingency_provider_type, records, calls, input_tokens, output_tokens, image_size_kb)
    %s
    ON CONFLICT (
      day, license_server_id, customer_code, solution_id, application_id, purpose,
      contingency_provider_type)
    DO UPDATE SET
      records = d.records + excluded.records,
      calls = d.calls + excluded.calls,
      input_tokens = d.input_tokens + excluded.input_tokens,
      output_tokens = d.output_tokens + excluded.output_tokens,
      image_size_kb = d.image_size_kb + excluded.image_size_kb
    """
        .formatted(Partitions.sumsTable(place), sums);
  }
}
