package com.totvs.billing.postgres.place;

import static com.totvs.billing.postgres.generated.Tables.PURGED_PERIOD;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.purge.PurgedSpans;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.SelectWhereStep;

/// Reads and changes the spans whose new usage is refused.
public final class PurgedPeriods {
  private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

  private PurgedPeriods() {}

  /// Reads them. Until the transaction ends, nobody changes them.
  public static PurgedSpans read(DSLContext db) {
    return new PurgedSpans(select(db).orderBy(PURGED_PERIOD.START_TIME).fetch(PurgedPeriods::span));
  }

  /// The query that [#span] reads: to be narrowed, ordered and limited.
  public static SelectWhereStep<Record2<OffsetDateTime, OffsetDateTime>> select(DSLContext db) {
    return db.select(PURGED_PERIOD.START_TIME, PURGED_PERIOD.END_TIME).from(PURGED_PERIOD);
  }

  /// Waits for the transactions that have read them, and keeps further ones waiting until this one
  /// ends.
  public static void lock(DSLContext db) {
    db.execute("LOCK TABLE billing.purged_period IN ACCESS EXCLUSIVE MODE");
  }

  /// Keeps these instead of those that were there; to be locked before.
  public static void write(DSLContext db, PurgedSpans purged) {
    db.deleteFrom(PURGED_PERIOD).execute();
    for (Span span : purged.spans()) {
      db.insertInto(PURGED_PERIOD)
          .values(utc(span.start().orElse(BEGINNING)), utc(span.end().orElseThrow()))
          .execute();
    }
  }

  /// One row as the domain sees it.
  public static Span span(Record2<OffsetDateTime, OffsetDateTime> row) {
    return new Span(
        Optional.of(row.value1().toInstant()).filter(BEGINNING::isBefore),
        Optional.of(row.value2().toInstant()));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
