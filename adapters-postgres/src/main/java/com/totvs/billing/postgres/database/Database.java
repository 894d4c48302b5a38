package com.totvs.billing.postgres.database;

import com.totvs.billing.application.call.Patience;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/// The connections to PostgreSQL, and the one place where transactions are run, retried and given
/// up.
public final class Database implements AutoCloseable {

  /// Work done in one transaction.
  public interface Work<T> {
    /// Returns what the transaction brings; run from its beginning again after a deadlock.
    T run(DSLContext db) throws SQLException;
  }

  /// The kinds of work, each with connections of its own, so that none starves another.
  public enum Lane {
    /// Appends usage.
    WRITE,
    /// Answers calls, within the five seconds a caller waits at most.
    READ,
    /// Works in the background.
    JOB,
    /// Reads what takes longer than that: exports, as quickly as they are read, and counts of
    /// users.
    EXPORT,
    /// Keeps the schedule. What a crash forgets of it is only when a job last ran.
    SCHEDULE
  }

  private static final int MOST_RETRIES = 5;
  private static final Duration LEFT_BEFORE_PATIENCE_ENDS = Duration.ofMillis(200);

  // In the order in which a month's move locks them: who waits for it holds nothing that it wants.
  private static final String KEEP_MONTHS =
      """
      LOCK TABLE
        ONLY billing.usage_monthly, ONLY billing.usage_history_monthly,
        ONLY billing.usage_daily, ONLY billing.usage_history_daily,
        ONLY billing.usage, ONLY billing.usage_history
      IN ACCESS SHARE MODE
      """;

  private final Pools pools;
  private final FailsafeExecutor<Object> retrying =
      Failsafe.with(
          RetryPolicy.builder()
              .handleIf(e -> SqlState.of(e).passesByItself())
              .withBackoff(Duration.ofMillis(5), Duration.ofMillis(200))
              .withJitter(0.5)
              .withMaxRetries(MOST_RETRIES)
              .build());

  Database(DatabaseModule.Config config) {
    this.pools = new Pools(config);
  }

  /// Runs the work in a transaction. A deadlock or a serialization failure is tried again. Where a
  /// caller waits for it, it ends when his patience does.
  ///
  /// @throws BillingException `DATABASE_UNAVAILABLE` when PostgreSQL is away or too slow;
  ///   `EXPORTS_BUSY` when as much is exported and counted as may be
  /// @throws RejectedRows when PostgreSQL will not take the data
  public <T> T transaction(Lane lane, Work<T> work) {
    return transaction(lane, work, () -> unavailable("the database did not answer in time"));
  }

  private <T> T transaction(Lane lane, Work<T> work, Supplier<BillingException> tooLong) {
    return Patience.left()
        .map(patience -> within(patience, () -> retried(lane, work), tooLong))
        .orElseGet(() -> retried(lane, work));
  }

  /// Runs work that only reads, in a transaction whose statements all see the same instant. No
  /// month changes places until it ends: the tables are locked before the snapshot is taken, which
  /// would else be older than what the tables hold.
  ///
  /// @throws BillingException as [#transaction] does
  public <T> T snapshot(Lane lane, Work<T> work) {
    return transaction(lane, inSnapshot(work));
  }

  /// The same for work that may take as long as the caller waits, or two minutes a statement where
  /// nobody does, and which then was too much: that a repeat would help must not be said.
  public <T> T longSnapshot(Work<T> work, Supplier<BillingException> tooLong) {
    long end = System.nanoTime() + Patience.left().orElse(Pools.JOB_LIMIT).toNanos();
    Work<T> limited =
        db -> {
          // PostgreSQL gives up by itself, a little before the caller does.
          long left = end - System.nanoTime() - LEFT_BEFORE_PATIENCE_ENDS.toNanos();
          db.execute(
              "SET LOCAL statement_timeout = "
                  + Math.max(
                      1, TimeUnit.NANOSECONDS.toMillis(Math.min(left, Pools.JOB_LIMIT.toNanos()))));
          try {
            return work.run(db);
          } catch (DataAccessException e) {
            throw SqlState.of(e).tookTooLong() ? tooLong.get() : e;
          }
        };
    return transaction(Lane.EXPORT, inSnapshot(limited), tooLong);
  }

  private static <T> Work<T> inSnapshot(Work<T> work) {
    return db -> {
      db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      db.execute(KEEP_MONTHS);
      return work.run(db);
    };
  }

  // Neither the pool nor the driver can be given a limit for one transaction, but both can be
  // interrupted.
  private static <T> T within(
      Duration patience, Supplier<T> work, Supplier<BillingException> tooLong) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread.ofVirtual().name("database-call").start(task);
    try {
      return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw tooLong.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable("the call was cancelled");
    }
  }

  private <T> T retried(Lane lane, Work<T> work) {
    try {
      return retrying.get(() -> once(pools.of(lane), work));
    } catch (FailsafeException e) {
      throw translated(lane, e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      throw translated(lane, e);
    }
  }

  /// Connections that commit by themselves, for the schedule.
  public DataSource forSchedule() {
    return pools.of(Lane.SCHEDULE);
  }

  @Override
  public void close() {
    pools.close();
  }

  private static <T> T once(DataSource pool, Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.run(DSL.using(connection, SQLDialect.POSTGRES, SETTINGS));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  private static final Settings SETTINGS = new Settings().withExecuteLogging(false);

  private static void rollback(Connection connection, Throwable why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private RuntimeException translated(Lane lane, Throwable e) {
    if (e instanceof BillingException already) {
      return already;
    }
    SqlState state = SqlState.of(e);
    if (lane == Lane.EXPORT && state.noConnection() && pools.allExport()) {
      return BillingException.of(
              Reason.EXPORTS_BUSY,
              Pools.EXPORT_CONNECTIONS + " exports and counts of users run already, as many as may")
          .retryAfter(Duration.ofSeconds(5));
    }
    if (state.away() || state.passesByItself()) {
      return unavailable("the database is away or too slow");
    }
    if (state.refusesData()) {
      return new RejectedRows(e);
    }
    return e instanceof RuntimeException runtime ? runtime : new DataAccessException("SQL", e);
  }

  /// The failure that callers see while PostgreSQL is away.
  public static BillingException unavailable(String why) {
    return BillingException.of(Reason.DATABASE_UNAVAILABLE, why).retryAfter(Duration.ofSeconds(1));
  }
}
