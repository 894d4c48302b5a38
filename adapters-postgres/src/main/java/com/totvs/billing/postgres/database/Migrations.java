package com.totvs.billing.postgres.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Brings the tables up to date: forward only, by whichever node comes first.
public final class Migrations {
  private final Database database;

  Migrations(Database database) {
    this.database = database;
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
            .dataSource(database.forMigrations())
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
