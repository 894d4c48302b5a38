package com.totvs.billing.postgres.database;

import com.totvs.billing.application.call.Patience;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
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

  /// The three kinds of work, each with connections of its own, so that none starves another.
  public enum Lane {
    /// Appends usage.
    WRITE,
    /// Answers calls, within the five seconds a caller waits at most.
    READ,
    /// Works in the background.
    JOB,
    /// Hands out long answers, as quickly as they are read.
    EXPORT,
    /// Keeps the schedule. What a crash forgets of it is only when a job last ran.
    SCHEDULE
  }

  private static final Duration CALL_LIMIT = Duration.ofMillis(4_500);
  private static final Duration JOB_LIMIT = Duration.ofMinutes(2);
  private static final int JOB_CONNECTIONS = 8;
  private static final int EXPORT_CONNECTIONS = 2;
  private static final int SCHEDULE_CONNECTIONS = 3;
  private static final int MOST_RETRIES = 5;

  // Ingest looks up few ids in large tables: whatever the statistics say, by index.
  private static final String BY_INDEX =
      " -c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off"
          + " -c max_parallel_workers_per_gather=0";

  // Reports group the sums of a month in memory: with PostgreSQL's own 4 MB they would be sorted on
  // disk, which takes three times as long.
  private static final String IN_MEMORY = " -c work_mem=32MB";

  private final DatabaseModule.Config config;
  private final HikariDataSource write;
  private final HikariDataSource read;
  private final HikariDataSource job;
  private final HikariDataSource export;
  private final HikariDataSource schedule;
  private final FailsafeExecutor<Object> retrying =
      Failsafe.with(
          RetryPolicy.builder()
              .handleIf(e -> SqlState.of(e).passesByItself())
              .withBackoff(Duration.ofMillis(5), Duration.ofMillis(200))
              .withJitter(0.5)
              .withMaxRetries(MOST_RETRIES)
              .build());

  Database(DatabaseModule.Config config) {
    this.config = config;
    this.write = pool(Lane.WRITE, config.writers(), Duration.ofSeconds(10));
    this.read = pool(Lane.READ, config.readers(), CALL_LIMIT);
    this.job = pool(Lane.JOB, JOB_CONNECTIONS, JOB_LIMIT);
    this.export = pool(Lane.EXPORT, EXPORT_CONNECTIONS, JOB_LIMIT);
    this.schedule = pool(Lane.SCHEDULE, SCHEDULE_CONNECTIONS, CALL_LIMIT);
  }

  /// Runs the work in a transaction. A deadlock or a serialization failure is tried again. Where a
  /// caller waits for it, it ends when his patience does.
  ///
  /// @throws BillingException `DATABASE_UNAVAILABLE` when PostgreSQL is away or too slow
  /// @throws RejectedRows when PostgreSQL will not take the data
  public <T> T transaction(Lane lane, Work<T> work) {
    return Patience.left()
        .map(patience -> within(patience, () -> retried(lane, work)))
        .orElseGet(() -> retried(lane, work));
  }

  /// Runs work that only reads, in a transaction whose statements all see the same instant. No
  /// month changes places until it ends: the tables are locked before the snapshot is taken, which
  /// would else be older than what the tables hold.
  ///
  /// @throws BillingException as [#transaction] does
  public <T> T snapshot(Lane lane, Work<T> work) {
    return transaction(
        lane,
        db -> {
          db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
          db.execute(
              "LOCK TABLE ONLY billing.usage, ONLY billing.usage_history IN ACCESS SHARE MODE");
          return work.run(db);
        });
  }

  // Neither the pool nor the driver can be given a limit for one transaction, but both can be
  // interrupted.
  private static <T> T within(Duration patience, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread.ofVirtual().name("database-call").start(task);
    try {
      return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw unavailable("the database did not answer in time");
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable("the call was cancelled");
    }
  }

  private <T> T retried(Lane lane, Work<T> work) {
    try {
      return retrying.get(() -> once(pool(lane), work));
    } catch (FailsafeException e) {
      throw translated(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /// Connections of the background's kind, for the migrations.
  DataSource forMigrations() {
    return job;
  }

  /// Connections that commit by themselves, for the schedule.
  public DataSource forSchedule() {
    return schedule;
  }

  @Override
  public void close() {
    write.close();
    read.close();
    job.close();
    export.close();
    schedule.close();
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

  private HikariDataSource pool(Lane lane) {
    return switch (lane) {
      case WRITE -> write;
      case READ -> read;
      case JOB -> job;
      case EXPORT -> export;
      case SCHEDULE -> schedule;
    };
  }

  private static RuntimeException translated(Throwable e) {
    if (e instanceof BillingException already) {
      return already;
    }
    SqlState state = SqlState.of(e);
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

  private HikariDataSource pool(Lane lane, int size, Duration limit) {
    String name = "billing-" + lane.name().toLowerCase(Locale.ROOT);
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setJdbcUrl(config.url());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setMaximumPoolSize(size);
    hikari.setAutoCommit(lane == Lane.SCHEDULE);
    hikari.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    hikari.setConnectionTimeout(3_000);
    hikari.setValidationTimeout(2_000);
    hikari.setInitializationFailTimeout(-1);
    hikari.setMinimumIdle(Math.min(size, 2));
    hikari.addDataSourceProperty("ApplicationName", name);
    hikari.addDataSourceProperty("connectTimeout", "2");
    hikari.addDataSourceProperty("loginTimeout", "3");
    hikari.addDataSourceProperty("socketTimeout", String.valueOf(limit.toSeconds() + 1));
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    // An error's detail quotes the row, and who used what is nothing for a log.
    hikari.addDataSourceProperty("logServerErrorDetail", "false");
    hikari.addDataSourceProperty("currentSchema", "billing");
    hikari.addDataSourceProperty("options", options(lane, limit));
    return new HikariDataSource(hikari);
  }

  private static String options(Lane lane, Duration limit) {
    // Compiling a statement takes longer than any of ours gains by it.
    return "-c statement_timeout=%d -c TimeZone=UTC -c jit=off%s"
        .formatted(
            limit.toMillis(),
            switch (lane) {
              case WRITE -> BY_INDEX;
              case READ, EXPORT -> IN_MEMORY;
              case SCHEDULE -> " -c synchronous_commit=off";
              case JOB -> "";
            });
  }
}
