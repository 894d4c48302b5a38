package com.totvs.billing.postgres.purge;

import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.postgres.database.SqlState;
import com.totvs.billing.postgres.place.Partitions;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves a whole month at once: its partition changes tables with the empty one of the other side.
final class MonthSwap {
  private static final Logger log = LoggerFactory.getLogger(MonthSwap.class);
  private static final int ATTEMPTS = 30;

  // Whoever records or reports waits behind us for as long as we wait for a lock.
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(30);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(400);
  private static final Duration PAUSE = Duration.ofMillis(100);

  // Vacuum gives way to those who wait for a lock, but only after a second.
  private static final Duration WAIT_FOR_VACUUM = Duration.ofMillis(1_500);

  private final Partitions partitions;

  MonthSwap(Partitions partitions) {
    this.partitions = partitions;
  }

  /// Whether nothing of the month is on the side it would go to.
  boolean possible(DSLContext db, YearMonth month, Direction direction) {
    return !db.fetchExists(
        db.selectOne().from("billing." + Partitions.name(direction.to(), month)).limit(1));
  }

  /// Moves the month with its sums, and returns how many records it has. The caller has the turn.
  ///
  /// @throws DataAccessException when the tables are kept busy: the transaction is to be rolled
  ///   back
  long run(DSLContext db, YearMonth month, Direction direction) {
    // Nobody else adds to the month meanwhile: its new usage is refused, and whoever voids waits
    // for
    // the turn. Recording would wait for the count, were it made behind the locks.
    long records = notSummedUp(db, month, direction.from()) + moveSums(db, month, direction);
    lockTimeout(db, WAIT_FOR_VACUUM);
    for (Place place : Place.values()) {
      db.execute(
          "LOCK TABLE billing.%s IN SHARE UPDATE EXCLUSIVE MODE"
              .formatted(Partitions.name(place, month)));
    }
    lockTables(db);
    partitions.swap(db, month);
    log.info("month {} has moved to {}, {} records", month, direction.to(), records);
    return records;
  }

  private static long moveSums(DSLContext db, YearMonth month, Direction direction) {
    // Sums that became empty could have the same keys as those that change places.
    db.execute("DELETE FROM billing.usage_daily WHERE records = 0");
    return db.fetchSingle(
            """
            WITH moved AS (
              UPDATE billing.usage_daily SET in_history = ?
              WHERE day >= ?::date AND day < ?::date AND in_history = ? RETURNING records)
            SELECT coalesce(sum(records), 0) FROM moved
            """,
            direction.to() == Place.HISTORY,
            month.atDay(1),
            month.plusMonths(1).atDay(1),
            direction.from() == Place.HISTORY)
        .into(long.class);
  }

  private static long notSummedUp(DSLContext db, YearMonth month, Place place) {
    return db.fetchSingle(
            """
            SELECT count(*) FROM billing.%s
            WHERE batch_id = ANY (ARRAY(SELECT batch_id FROM billing.usage_batch))
            """
                .formatted(Partitions.name(place, month)))
        .into(long.class);
  }

  // All three or none: what was had is let go of before the next attempt. In the order in which
  // recording takes them: it could not end while we wait for it, otherwise.
  private static void lockTables(DSLContext db) {
    Duration wait = SHORTEST_WAIT;
    for (int attempt = 1; ; attempt++) {
      db.execute("SAVEPOINT before_locks");
      try {
        lockTimeout(db, wait);
        db.execute(
            "LOCK TABLE billing.purged_period, ONLY billing.usage, ONLY billing.usage_history"
                + " IN ACCESS EXCLUSIVE MODE");
        return;
      } catch (DataAccessException e) {
        db.execute("ROLLBACK TO SAVEPOINT before_locks");
        if (!SqlState.of(e).passesByItself() || attempt == ATTEMPTS) {
          throw e;
        }
        wait = wait.multipliedBy(3).dividedBy(2);
        wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        LockSupport.parkNanos(
            PAUSE.toNanos() + ThreadLocalRandom.current().nextLong(PAUSE.toNanos()));
      }
    }
  }

  private static void lockTimeout(DSLContext db, Duration wait) {
    db.execute("SET LOCAL lock_timeout = '" + wait.toMillis() + "ms'");
  }
}
