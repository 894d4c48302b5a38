package com.totvs.billing.postgres.purge;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.purge.Direction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.SqlState;
import com.totvs.billing.postgres.place.Partitions;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves a whole month at once: its partition changes tables with the empty one of the other side,
/// and so do its sums.
final class MonthSwap {
  private static final Logger log = LoggerFactory.getLogger(MonthSwap.class);

  // Whoever records or reports waits behind us for as long as we wait for a lock; whoever voids or
  // cancels, for as long as all attempts take.
  private static final int ATTEMPTS = 4;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(30);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(400);
  private static final Duration PAUSE = Duration.ofMillis(100);

  // Vacuum gives way to those who wait for a lock, but only after a second.
  private static final Duration WAIT_FOR_VACUUM = Duration.ofMillis(1_500);

  private final Partitions partitions;

  MonthSwap(Partitions partitions) {
    this.partitions = partitions;
  }

  /// Keeps vacuum away from the month until the transaction ends. To be done before anything is
  /// locked that others wait for, since vacuum takes its time to give way.
  ///
  /// @throws BillingException `DATABASE_UNAVAILABLE` when it does not
  void keepVacuumAway(DSLContext db, YearMonth month) {
    lockTimeout(db, WAIT_FOR_VACUUM);
    try {
      for (Place place : Place.values()) {
        db.execute(
            "LOCK TABLE billing.%s, billing.%s, billing.%s IN SHARE UPDATE EXCLUSIVE MODE"
                .formatted(
                    Partitions.name(place, month),
                    Partitions.dailyName(place, month),
                    Partitions.monthlyName(place, month)));
      }
    } catch (DataAccessException e) {
      throw busy(month, e);
    }
  }

  /// Moves the month with its sums. Returns false where something of it is on the other side
  /// already: then nothing has changed. The caller has the turn.
  ///
  /// @param counted is told how many records the month has, before anyone is held up
  /// @throws BillingException `DATABASE_UNAVAILABLE` when callers keep the tables busy for a second
  ///   or two: the transaction is to be rolled back, so that others have their turn
  boolean run(DSLContext db, YearMonth month, Direction direction, LongConsumer counted) {
    if (!empty(db, month, direction.to())) {
      return false;
    }
    db.execute("SAVEPOINT before_month");
    // What is to move stays as it is meanwhile: whoever voids waits for the turn, and nobody
    // records into history, nor into a period that is purged. Recording would wait for the count,
    // were it made behind the locks.
    long records = notSummedUp(db, month, direction.from()) + summedUp(db, month, direction.from());
    counted.accept(records);
    lockTables(db, month);
    // New usage may have come until we had the locks: where only a part of the month was purged,
    // the rest of it is recorded into while the month is restored.
    if (!empty(db, month, direction.to())) {
      db.execute("ROLLBACK TO SAVEPOINT before_month");
      return false;
    }
    partitions.swap(db, month);
    log.info("month {} moves to {}, {} records", month, direction.to(), records);
    return true;
  }

  private static boolean empty(DSLContext db, YearMonth month, Place place) {
    return !db.fetchExists(
        db.selectOne().from("billing." + Partitions.name(place, month)).limit(1));
  }

  private static long summedUp(DSLContext db, YearMonth month, Place place) {
    return db.fetchSingle(
            "SELECT coalesce(sum(records), 0) FROM billing." + Partitions.monthlyName(place, month))
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

  // All or none: what was had is let go of before the next attempt. In the order in which recording
  // and reports take them: they could not end while we wait for them, otherwise. The sums change
  // places in between, while only reports wait.
  private void lockTables(DSLContext db, YearMonth month) {
    Duration wait = SHORTEST_WAIT;
    for (int attempt = 1; ; attempt++) {
      db.execute("SAVEPOINT before_locks");
      try {
        lockTimeout(db, wait);
        lock(
            db,
            "ONLY billing.usage_monthly, ONLY billing.usage_history_monthly,"
                + " ONLY billing.usage_daily, ONLY billing.usage_history_daily");
        partitions.swapSums(db, month);
        lock(db, "billing.purged_period, ONLY billing.usage, ONLY billing.usage_history");
        return;
      } catch (DataAccessException e) {
        db.execute("ROLLBACK TO SAVEPOINT before_locks");
        if (!SqlState.of(e).passesByItself() || attempt == ATTEMPTS) {
          throw busy(month, e);
        }
        wait = wait.multipliedBy(3);
        wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        LockSupport.parkNanos(
            PAUSE.toNanos() + ThreadLocalRandom.current().nextLong(PAUSE.toNanos()));
      }
    }
  }

  private static void lock(DSLContext db, String tables) {
    db.execute("LOCK TABLE " + tables + " IN ACCESS EXCLUSIVE MODE");
  }

  // Not as an error of PostgreSQL, which would be tried again at once.
  private static RuntimeException busy(YearMonth month, DataAccessException e) {
    if (!SqlState.of(e).passesByItself()) {
      return e;
    }
    return Database.unavailable(
        "callers keep the tables busy: the move of " + month + " is tried again");
  }

  private static void lockTimeout(DSLContext db, Duration wait) {
    db.execute("SET LOCAL lock_timeout = '" + wait.toMillis() + "ms'");
  }
}
