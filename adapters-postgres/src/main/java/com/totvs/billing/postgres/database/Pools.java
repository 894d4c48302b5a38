package com.totvs.billing.postgres.database;

import com.totvs.billing.postgres.database.Database.Lane;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/// The connections to PostgreSQL: a pool for each kind of work.
final class Pools implements AutoCloseable {
  /// How long a statement of the background, or of an export, may take.
  static final Duration JOB_LIMIT = Duration.ofMinutes(2);

  /// Exports and counts of users that may run at once.
  static final int EXPORT_CONNECTIONS = 4;

  private static final Duration CALL_LIMIT = Duration.ofMillis(4_500);
  private static final int JOB_CONNECTIONS = 8;
  private static final int SCHEDULE_CONNECTIONS = 3;

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

  Pools(DatabaseModule.Config config) {
    this.config = config;
    this.write = pool(Lane.WRITE, config.writers(), Duration.ofSeconds(10));
    this.read = pool(Lane.READ, config.readers(), CALL_LIMIT);
    this.job = pool(Lane.JOB, JOB_CONNECTIONS, JOB_LIMIT);
    this.export = pool(Lane.EXPORT, EXPORT_CONNECTIONS, JOB_LIMIT);
    this.schedule = pool(Lane.SCHEDULE, SCHEDULE_CONNECTIONS, CALL_LIMIT);
  }

  /// The pool of a kind of work.
  HikariDataSource of(Lane lane) {
    return switch (lane) {
      case WRITE -> write;
      case READ -> read;
      case JOB -> job;
      case EXPORT -> export;
      case SCHEDULE -> schedule;
    };
  }

  /// Whether as much is exported as may be.
  boolean allExport() {
    return export.getHikariPoolMXBean().getActiveConnections() >= EXPORT_CONNECTIONS;
  }

  @Override
  public void close() {
    Stream.of(write, read, job, export, schedule).forEach(HikariDataSource::close);
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
