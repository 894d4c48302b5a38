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
import org.jooq.DSLContext;

/// Keeps `usage_daily` and `usage_history_daily` equal to the records whose commits are no longer
/// in `usage_batch`, and the sums of months equal to those of their days.
///
/// Whoever changes records that have been summed up changes their sums in the same statement, and
/// takes its turn before: a record cannot be summed up as it was while it changes.
public final class UsageSums {
  private final SumsSql sql;
  private final BusinessZone zone;

  UsageSums(BusinessZone zone) {
    this.sql = new SumsSql(zone);
    this.zone = zone;
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
          "WITH " + added("fresh", place, sql.ofRecords("customer_code", 1, records)) + " SELECT 1",
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

  /// Throws the sums of a day and its month away, and sums up the records of the day that count as
  /// summed up, and the days of the month. The caller has the turn.
  void rebuild(DSLContext db, LocalDate day) {
    YearMonth month = YearMonth.from(day);
    for (Place place : Place.values()) {
      String daily = Partitions.dailyTable(place);
      db.execute("DELETE FROM billing.%s WHERE day = ?::date".formatted(daily), day);
      db.execute(
          SumsSql.add(daily, "day", sql.ofDay(place)),
          utc(zone.start(day)),
          utc(zone.start(day.plusDays(1))));
      String monthly = Partitions.monthlyTable(place);
      db.execute("DELETE FROM billing.%s WHERE month = ?::date".formatted(monthly), month.atDay(1));
      db.execute(
          SumsSql.add(monthly, "month", SumsSql.ofMonth(SumsSql.daysOfMonth(place))),
          month.atDay(1),
          month.plusMonths(1).atDay(1));
    }
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
        added("less", direction.from(), sql.ofRecords("customer_code", -1, "summed")),
        added("more", direction.to(), sql.ofRecords("customer_code", 1, "summed")));
  }

  /// The same where rows that waited in a place were settled, as they are after that.
  public String followSettling(String settled, Place place) {
    String before = sql.ofRecords("NULL::text", -1, "summed");
    String after = sql.ofRecords("customer_code", 1, "summed");
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
            SumsSql.add(Partitions.dailyTable(place), "day", "SELECT * FROM " + name),
            SumsSql.add(Partitions.monthlyTable(place), "month", SumsSql.ofMonth(name)));
  }
}
