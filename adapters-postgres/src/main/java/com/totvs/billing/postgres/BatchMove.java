package com.totvs.billing.postgres;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.domain.usage.Place;
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
        DELETE FROM billing.%s
        WHERE occurred_time >= ?::timestamptz AND occurred_time < ?::timestamptz %s
        RETURNING *
      ), kept AS (
        INSERT INTO billing.%s (%s) SELECT %4$s FROM moved
      )%5$s
      SELECT count(*) FROM moved
      """;
  private static final String UP_TO =
      "AND (occurred_time, usage_id, license_server_id) <= (?::timestamptz, ?::uuid, ?)";

  private final UsageSums sums;
  private final Months months;

  BatchMove(UsageSums sums, Months months) {
    this.sums = sums;
    this.months = months;
  }

  /// Moves at most `limit` records of the month that lie in the span, with their sums, and returns
  /// how many: fewer than `limit` means that none is left. The caller has the turn.
  long run(DSLContext db, YearMonth month, Span span, Direction direction, int limit) {
    Span whole = months.span(month);
    OffsetDateTime start = later(whole.start(), span.start());
    OffsetDateTime end = earlier(whole.end(), span.end());
    String from = Months.name(direction.from(), month);
    Record last = db.fetchOne(LAST_OF_BATCH.formatted(from), start, end, limit - 1);
    String statement =
        MOVE.formatted(
            from,
            last == null ? "" : UP_TO,
            Months.name(direction.to(), month),
            COLUMNS,
            sums.followMove("moved", direction.to() == Place.HISTORY));
    Record counted =
        last == null
            ? db.fetchSingle(statement, start, end)
            : db.fetchSingle(
                statement,
                start,
                end,
                last.get(0, OffsetDateTime.class),
                last.get(1, UUID.class),
                last.get(2, String.class));
    return counted.get(0, long.class);
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
