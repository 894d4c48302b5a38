package com.totvs.billing.postgres.usage;

import static com.totvs.billing.postgres.generated.Tables.RECORDED_USAGE;

import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageKey;
import com.totvs.billing.domain.usage.VoidReceipt;
import com.totvs.billing.postgres.audit.Audit;
import com.totvs.billing.postgres.place.Partitions;
import com.totvs.billing.postgres.totals.UsageSums;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Adds the record that cancels another one, beside it.
final class Voiding {
  // Locked, so that it is neither settled nor moved before the cancelling record is beside it.
  private static final String LOCK_TARGET =
      """
      SELECT sign FROM billing.%s
      WHERE usage_id = ?::uuid AND license_server_id = ? AND occurred_time = ?::timestamptz
      FOR UPDATE
      """;
  private static final String CANCEL =
      """
      INSERT INTO billing.%1$s (
        usage_id, license_server_id, occurred_time, accepted_time, solution_id, application_id,
        customer_code, user_name, input_tokens, output_tokens, image_size_kb,
        contingency_provider_type, purpose, sign, voids_usage_id, void_reason, batch_id)
      SELECT
        ?::uuid, license_server_id, occurred_time, ?::timestamptz, solution_id, application_id,
        customer_code, user_name, input_tokens, output_tokens, image_size_kb,
        contingency_provider_type, purpose, -1, usage_id, ?, ?
      FROM billing.%1$s
      WHERE usage_id = ?::uuid AND license_server_id = ? AND occurred_time = ?::timestamptz
      ON CONFLICT DO NOTHING
      """;

  // Again where it began: a record that comes back from history is missed in both otherwise.
  private static final List<Place> LOOK = List.of(Place.ONLINE, Place.HISTORY, Place.ONLINE);

  private final Clock clock;

  Voiding(Clock clock) {
    this.clock = clock;
  }

  // Takes its turn: whoever moves or settles the target meanwhile would not see the cancelling
  // record, and part the two.
  VoidReceipt voidUsage(DSLContext db, UsageKey target, String reason, String subject) {
    UsageSums.takeTurn(db);
    for (Place place : LOOK) {
      Record found = lockTarget(db, place, target);
      if (found != null) {
        return found.get("sign", int.class) < 0
            ? new VoidReceipt.NoTarget()
            : cancel(db, place, target, reason, subject);
      }
    }
    return new VoidReceipt.NoTarget();
  }

  private static @Nullable Record lockTarget(DSLContext db, Place place, UsageKey target) {
    return db.fetchOne(
        LOCK_TARGET.formatted(Partitions.table(place)),
        target.id().value(),
        target.license().value(),
        utc(target.occurredTime()));
  }

  private VoidReceipt cancel(
      DSLContext db, Place place, UsageKey target, String reason, String subject) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    UUID by = target.id().cancelling().value();
    int written =
        db.execute(
            CANCEL.formatted(Partitions.table(place)),
            by,
            utc(now),
            reason,
            UsageSums.beginBatch(db),
            target.id().value(),
            target.license().value(),
            utc(target.occurredTime()));
    if (written == 0) {
      return there(db, target);
    }
    Audit.write(db, now, subject, AuditAction.VOID_USAGE, target.id().toString(), reason);
    return new VoidReceipt.Voided(now);
  }

  private static VoidReceipt there(DSLContext db, UsageKey target) {
    UsageId by = target.id().cancelling();
    return db.select(RECORDED_USAGE.VOID_REASON, RECORDED_USAGE.ACCEPTED_TIME)
        .from(RECORDED_USAGE)
        .where(
            RECORDED_USAGE.USAGE_ID.eq(by.value()),
            RECORDED_USAGE.LICENSE_SERVER_ID.eq(target.license().value()),
            RECORDED_USAGE.OCCURRED_TIME.eq(utc(target.occurredTime())))
        .fetchSingle(
            row ->
                row.value1() == null
                    ? new VoidReceipt.IdInUse()
                    : new VoidReceipt.AlreadyVoided(row.value2().toInstant(), row.value1()));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
