package com.totvs.billing.postgres.purge;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.postgres.place.Partitions;
import com.totvs.billing.postgres.totals.UsageSums;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Moves the records of a part of a month, in the order of their keys and at most so many at a
/// time.
final class BatchMove {
  private static final String LAST_OF_BATCH =
      """
      SELECT occurred_time, usage_id, license_server_id FROM billing.%s
      WHERE occurred_time >= ?::timestamptz AND occurred_time < ?::timestamptz
      ORDER BY occurred_time, usage_id, license_server_id
      OFFSET ? LIMIT 1
      """;
  private static final String COLUMNS =
      """
      usage_id, license_server_id, occurred_time, accepted_time, solution_id, application_id,
      customer_code, user_name, input_tokens, output_tokens, image_size_kb,
      contingency_provider_type, purpose, sign, voids_usage_id, void_reason, batch_id\
      """;
  private static final String MOVE =
      """
      WITH moved AS (
        DELETE FROM billing.%s u WHERE %s RETURNING *
      ), kept AS (
        INSERT INTO billing.%s (%s) SELECT %4$s FROM moved
      )%5$s
      SELECT count(*) FROM moved
      """;
  private static final String WITHIN =
      "occurred_time >= ?::timestamptz AND occurred_time < ?::timestamptz";
  private static final String UP_TO =
      " AND (occurred_time, usage_id, license_server_id) <= (?::timestamptz, ?::uuid, ?)";
  // The end of a batch may part a cancelling record from its target, which has the same time.
  private static final String PARTED =
      """
      u.occurred_time = ?::timestamptz AND EXISTS (
        SELECT FROM billing.%s other
        WHERE other.occurred_time = ?::timestamptz
          AND other.license_server_id = u.license_server_id
          AND (other.usage_id = u.voids_usage_id OR other.voids_usage_id = u.usage_id))
      """;

  private final UsageSums sums;
  private final Partitions partitions;

  BatchMove(UsageSums sums, Partitions partitions) {
    this.sums = sums;
    this.partitions = partitions;
  }

  /// Moves at most `limit` records of the month that lie in the span, with their sums, and what
  /// cancels them or is cancelled by them. Returns how many: fewer than `limit` means that none is
  /// left. The caller has the turn.
  long run(DSLContext db, YearMonth month, Span span, Direction direction, int limit) {
    Span whole = partitions.span(month);
    OffsetDateTime start = later(whole.start(), span.start());
    OffsetDateTime end = earlier(whole.end(), span.end());
    Record last =
        db.fetchOne(
            LAST_OF_BATCH.formatted(Partitions.name(direction.from(), month)),
            start,
            end,
            limit - 1);
    if (last == null) {
      return move(db, month, direction, WITHIN, start, end);
    }
    OffsetDateTime time = last.get(0, OffsetDateTime.class);
    UUID id = last.get(1, UUID.class);
    String license = last.get(2, String.class);
    String parted = PARTED.formatted(Partitions.name(direction.to(), month));
    return move(db, month, direction, WITHIN + UP_TO, start, end, time, id, license)
        + move(db, month, direction, parted, time, time);
  }

  private long move(
      DSLContext db, YearMonth month, Direction direction, String which, Object... bindings) {
    String statement =
        MOVE.formatted(
            Partitions.name(direction.from(), month),
            which,
            Partitions.name(direction.to(), month),
            COLUMNS,
            sums.followMove("moved", direction));
    return db.fetchSingle(statement, bindings).get(0, long.class);
  }

  private static OffsetDateTime later(Optional<Instant> month, Optional<Instant> span) {
    Instant start = month.orElseThrow();
    return utc(span.filter(start::isBefore).orElse(start));
  }

  private static OffsetDateTime earlier(Optional<Instant> month, Optional<Instant> span) {
    Instant end = month.orElseThrow();
    return utc(span.filter(end::isAfter).orElse(end));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
