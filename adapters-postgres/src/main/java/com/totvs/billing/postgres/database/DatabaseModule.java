package com.totvs.billing.postgres.database;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

/// Binds the connections to PostgreSQL, and the migrations of its tables.
public final class DatabaseModule extends AbstractModule {
  /// How to reach the database, and how much of it to use.
  ///
  /// @param url a JDBC URL, `jdbc:postgresql://host:port/database`
  /// @param writers connections that append usage, each one transaction at a time
  /// @param readers connections that answer calls
  public record Config(String url, String user, String password, int writers, int readers) {

    @Override
    public String toString() {
      return "Config[url=" + url + ", user=" + user + "]";
    }
  }

  private final Config config;

  public DatabaseModule(Config config) {
    this.config = config;
  }

  @Provides
  @Singleton
  Database database() {
    return new Database(config);
  }

  @Provides
  @Singleton
  Migrations migrations() {
    return new Migrations(config);
  }
}
