package com.totvs.billing.postgres.database;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Brings the tables up to date: forward only, by whichever node comes first.
public final class Migrations {
  private static final int SECONDS_TO_WAIT_FOR_ANOTHER_NODE = 600;

  // Work of years of data may take its time, but nobody waits long for locks.
  private static final Map<String, String> CONNECTION =
      Map.of(
          "ApplicationName", "billing-migrations",
          "connectTimeout", "2",
          "loginTimeout", "3",
          "tcpKeepAlive", "true",
          "logServerErrorDetail", "false",
          "currentSchema", "billing",
          "options", "-c statement_timeout=0 -c lock_timeout=120000 -c TimeZone=UTC");

  private final DatabaseModule.Config config;

  Migrations(DatabaseModule.Config config) {
    this.config = config;
  }

  /// Runs those that have not been run yet; nodes that start together take turns.
  public void run() {
    flyway().migrate();
  }

  /// How many migrations have not been run yet.
  public int pending() {
    return flyway().info().pending().length;
  }

  private Flyway flyway() {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(config.url(), config.user(), config.password())
            .jdbcProperties(CONNECTION)
            .lockRetryCount(SECONDS_TO_WAIT_FOR_ANOTHER_NODE)
            .locations("classpath:db/migration")
            .defaultSchema("billing")
            .createSchemas(true);
    // A lock held by a transaction would make CREATE INDEX CONCURRENTLY wait for it for ever.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.load();
  }
}
