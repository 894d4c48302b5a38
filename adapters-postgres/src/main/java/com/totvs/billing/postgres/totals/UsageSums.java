package com.totvs.billing.postgres.totals;

import static com.totvs.billing.postgres.generated.Tables.USAGE_BATCH;
import static com.totvs.billing.postgres.generated.Tables.USAGE_DAILY;
import static com.totvs.billing.postgres.generated.Tables.USAGE_TURN;

import com.totvs.billing.domain.BusinessZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.DSLContext;

/// Keeps `usage_daily` equal to the records whose commits are no longer in `usage_batch`.
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
    db.execute(
        add(
            sums(
                "customer_code",
                "in_history",
                1,
                "billing.recorded_usage WHERE batch_id = ANY (?)")),
        (Object) batches);
    db.execute("DELETE FROM billing.usage_batch WHERE batch_id = ANY (?)", (Object) batches);
    db.deleteFrom(USAGE_DAILY).where(USAGE_DAILY.RECORDS.eq(0L)).execute();
    return batches.length == limit;
  }

  /// How many sums of a day are other than those of the records that count as summed up; one that
  /// was altered counts once, as do one that is missing and one too many.
  long differences(DSLContext db, LocalDate day, BusinessZone zone) {
    return db.fetchSingle(
            """
            WITH kept AS (
              SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
                contingency_provider_type, in_history, records, calls, input_tokens, output_tokens,
                image_size_kb
              FROM billing.usage_daily WHERE day = ?::date AND records <> 0
            ), right_ones AS (%s)
            SELECT count(*) FROM (
              SELECT DISTINCT license_server_id, customer_code, solution_id, application_id,
                purpose, contingency_provider_type, in_history
              FROM (
                (SELECT * FROM kept EXCEPT SELECT * FROM right_ones)
                UNION ALL
                (SELECT * FROM right_ones EXCEPT SELECT * FROM kept)) wrong) keys
            """
                .formatted(ofDay()),
            day,
            utc(zone.start(day)),
            utc(zone.start(day.plusDays(1))))
        .into(long.class);
  }

  /// Throws the sums of a day away, and sums up the records that count as summed up. The caller has
  /// the turn.
  void rebuild(DSLContext db, LocalDate day, BusinessZone zone) {
    db.execute("DELETE FROM billing.usage_daily WHERE day = ?::date", day);
    db.execute(add(ofDay()), utc(zone.start(day)), utc(zone.start(day.plusDays(1))));
  }

  private String ofDay() {
    return sums(
        "customer_code",
        "in_history",
        1,
        """
        billing.recorded_usage
        WHERE occurred_time >= ?::timestamptz AND occurred_time < ?::timestamptz
          AND batch_id NOT IN (SELECT batch_id FROM billing.usage_batch)
        """);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /// Clauses that follow `WITH … AS (…)` where rows of usage have left one place for the other, as
  /// they are returned by the clause of the given name: those that have been summed up change
  /// places in the sums too.
  public String followMove(String moved, boolean toHistory) {
    return follow(
        moved,
        sums("customer_code", String.valueOf(!toHistory), -1, "summed"),
        sums("customer_code", String.valueOf(toHistory), 1, "summed"));
  }

  /// The same where rows that waited were settled, as they are after that.
  public String followSettling(String settled, boolean inHistory) {
    return follow(
        settled,
        sums("NULL::text", String.valueOf(inHistory), -1, "summed"),
        sums("customer_code", String.valueOf(inHistory), 1, "summed"));
  }

  /// Rows of usage summed up by every key.
  ///
  /// @param from tables and conditions
  String sums(String customer, String inHistory, int factor, String from) {
    return """
    SELECT %s AS day, license_server_id, %s AS customer_code, solution_id, application_id, purpose,
      contingency_provider_type, %s AS in_history, %4$d * count(*) AS records,
      %4$d * sum(sign) AS calls, %4$d * sum(sign * input_tokens) AS input_tokens,
      %4$d * sum(sign * output_tokens) AS output_tokens,
      %4$d * sum(sign * image_size_kb) AS image_size_kb
    FROM %5$s
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    """
        .formatted(day, customer, inHistory, factor, from);
  }

  /// A statement that adds sums to those that are there.
  static String add(String sums) {
    return """
    INSERT INTO billing.usage_daily AS d (
      day, license_server_id, customer_code, solution_id, application_id, purpose,
      contingency_provider_type, in_history, records, calls, input_tokens, output_tokens,
      image_size_kb)
    %s
    ON CONFLICT (
      day, license_server_id, customer_code, solution_id, application_id, purpose,
      contingency_provider_type, in_history)
    DO UPDATE SET
      records = d.records + excluded.records,
      calls = d.calls + excluded.calls,
      input_tokens = d.input_tokens + excluded.input_tokens,
      output_tokens = d.output_tokens + excluded.output_tokens,
      image_size_kb = d.image_size_kb + excluded.image_size_kb
    """
        .formatted(sums);
  }

  private static String follow(String changed, String less, String more) {
    return """
    , summed AS (
      SELECT * FROM %s WHERE batch_id NOT IN (SELECT batch_id FROM billing.usage_batch)
    ), sums AS (%s)
    """
        .formatted(changed, add(less + " UNION ALL " + more));
  }
}
