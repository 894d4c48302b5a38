package com.totvs.billing.postgres.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/// The ids and descriptions of one table of the catalog, as this node last wrote them. Follows the
/// newest description, but not more than a few times a minute for one id: two callers that disagree
/// would otherwise rewrite its row with every call.
final class Descriptions {

  /// An id with the description a caller gave it; empty when none was given.
  record Described(String id, String description) {}

  private record Written(String description, Instant since, int changes) {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_CHANGES = 5;

    boolean mayChange(Instant now) {
      return changes < MOST_CHANGES || since.plus(WINDOW).isBefore(now);
    }

    Written changedTo(String newest, Instant now) {
      return since.plus(WINDOW).isBefore(now)
          ? new Written(newest, now, 1)
          : new Written(newest, since, changes + 1);
    }
  }

  private final Table<?> table;
  private final Field<String> id;
  private final Cache<String, Written> written =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  Descriptions(Table<?> table, Field<String> id) {
    this.table = table;
    this.id = id;
  }

  /// What must be written so that the table knows every id and its newest description: in the order
  /// of ids, so that nodes lock rows in the same order.
  Map<String, String> missing(Stream<Described> named, Instant now) {
    Map<String, String> newest = new LinkedHashMap<>();
    named.forEach(one -> newest.merge(one.id(), one.description(), Descriptions::newer));
    Map<String, String> missing = new TreeMap<>();
    newest.forEach(
        (key, description) -> {
          if (worthWriting(key, description, now)) {
            missing.put(key, description);
          }
        });
    return missing;
  }

  /// Writes them; an empty description never overwrites.
  void write(DSLContext db, Map<String, String> missing, Instant now) {
    if (missing.isEmpty()) {
      return;
    }
    db.execute(
        """
        INSERT INTO %1$s (%2$s, description, described_time)
        SELECT i.id, i.description, ?::timestamptz FROM unnest(?::text[], ?::text[]) AS i (id, description)
        ON CONFLICT (%2$s) DO UPDATE
        SET description = excluded.description, described_time = excluded.described_time
        WHERE excluded.description <> '' AND %3$s.description <> excluded.description
        """
            .formatted(
                table.getQualifiedName(), id.getUnqualifiedName(), table.getUnqualifiedName()),
        now.atOffset(ZoneOffset.UTC),
        missing.keySet().toArray(String[]::new),
        missing.values().toArray(String[]::new));
  }

  /// Notes what a committed transaction wrote.
  void committed(Map<String, String> missing, Instant now) {
    missing.forEach(
        (key, description) ->
            written
                .asMap()
                .compute(
                    key,
                    (_, last) ->
                        last == null
                            ? new Written(description, now, 0)
                            : last.changedTo(newer(last.description(), description), now)));
  }

  private boolean worthWriting(String key, String description, Instant now) {
    Written last = written.getIfPresent(key);
    if (last == null) {
      return true;
    }
    return !description.isEmpty() && !description.equals(last.description()) && last.mayChange(now);
  }

  private static String newer(String older, String newer) {
    return newer.isEmpty() ? older : newer;
  }
}
