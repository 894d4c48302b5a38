package com.totvs.billing.postgres;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL for tests, in a time zone that is neither UTC nor the business zone. Each use
/// gets a database of its own.
final class TestDatabase implements AutoCloseable {
  private static final EmbeddedPostgres POSTGRES = start();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Injector injector;
  private final String url;

  TestDatabase(Clock clock) {
    this(clock, 20_000);
  }

  TestDatabase(Clock clock, int queueCapacity) {
    String name = "test_" + DATABASES.incrementAndGet();
    run("postgres", "CREATE DATABASE " + name);
    url = POSTGRES.getJdbcUrl("postgres", name);
    injector =
        Guice.createInjector(
            new PostgresModule(
                new PostgresModule.Config(url, "postgres", "postgres", queueCapacity, 2, 4)),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(Clock.class).toInstance(clock);
                bind(BusinessZone.class).toInstance(BusinessZone.SAO_PAULO);
                bind(AcceptedWindow.class).toInstance(AcceptedWindow.DEFAULT);
                bind(EmergencyKeyTypes.class).toInstance(EmergencyKeyTypes.ALL_BUT_ZERO);
              }
            });
    get(Storage.class).open();
  }

  <T> T get(Class<T> type) {
    return injector.getInstance(type);
  }

  /// Runs SQL behind the program's back.
  void run(String sql) {
    execute(url, sql);
  }

  @Override
  public void close() {
    get(Storage.class).close();
  }

  private static void run(String database, String sql) {
    execute(POSTGRES.getJdbcUrl("postgres", database), sql);
  }

  private static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("timezone", "Pacific/Auckland")
          .setServerConfig("max_connections", "300")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
