package com.totvs.billing.postgres;

import org.flywaydb.core.Flyway;

/// Brings the tables up to date: forward only, by whichever node comes first.
final class Migrations {
  private final Database database;

  Migrations(Database database) {
    this.database = database;
  }

  void run() {
    flyway().migrate();
  }

  /// How many migrations have not been run yet.
  int pending() {
    return flyway().info().pending().length;
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(database.forMigrations())
        .locations("classpath:db/migration")
        .defaultSchema("billing")
        .createSchemas(true)
        .configuration(java.util.Map.of("flyway.postgresql.transactional.lock", "false"))
        .load();
  }
}
