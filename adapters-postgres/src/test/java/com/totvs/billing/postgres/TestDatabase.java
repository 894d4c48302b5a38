package com.totvs.billing.postgres;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import io.opentelemetry.api.OpenTelemetry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL for tests, in a time zone that is neither UTC nor the business zone.
public final class TestDatabase implements AutoCloseable {
  private static final EmbeddedPostgres POSTGRES = start();
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final String SHARED = create("shared");

  private final Injector injector;
  private final String url;

  /// A database of its own, never used before.
  public TestDatabase(Clock clock) {
    this(clock, BusinessZone.SAO_PAULO);
  }

  /// A database of its own, never used before, whose days and months are those of the zone.
  public TestDatabase(Clock clock, BusinessZone zone) {
    this(clock, zone, create("test_" + DATABASES.incrementAndGet()));
  }

  private TestDatabase(Clock clock, BusinessZone zone, String url) {
    this.url = url;
    injector =
        Guice.createInjector(
            new PostgresModule(
                new PostgresModule.Config(
                    url, "postgres", "postgres", 20_000, 2, 4, Duration.ofSeconds(2))),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(Clock.class).toInstance(clock);
                bind(OpenTelemetry.class).toInstance(OpenTelemetry.noop());
                bind(BusinessZone.class).toInstance(zone);
                bind(AcceptedWindow.class).toInstance(AcceptedWindow.DEFAULT);
                bind(EmergencyKeyTypes.class).toInstance(EmergencyKeyTypes.ALL_BUT_ZERO);
              }
            });
    get(Storage.class).open();
  }

  /// The database that tests share one after the other, emptied; much quicker than one of its own.
  public static TestDatabase emptied(Clock clock) {
    TestDatabase database = new TestDatabase(clock, BusinessZone.SAO_PAULO, SHARED);
    database.run(
        """
        DELETE FROM billing.usage;
        DELETE FROM billing.usage_history;
        DELETE FROM billing.usage_daily;
        DELETE FROM billing.usage_history_daily;
        DELETE FROM billing.usage_monthly;
        DELETE FROM billing.usage_history_monthly;
        DELETE FROM billing.usage_batch;
        DELETE FROM billing.purged_period;
        DELETE FROM billing.closed_month;
        DELETE FROM billing.allocation;
        DELETE FROM billing.allocation_total;
        DELETE FROM billing.allocation_payer;
        DELETE FROM billing.allocation_sum;
        DELETE FROM billing.allocation_run_month;
        DELETE FROM billing.allocation_run;
        DELETE FROM billing.allocation_rule_weight;
        DELETE FROM billing.allocation_rule_carrier;
        DELETE FROM billing.allocation_rule;
        DELETE FROM billing.operation_balance;
        DELETE FROM billing.operation_month;
        DELETE FROM billing.operation_finding;
        DELETE FROM billing.operation;
        DELETE FROM billing.audit_entry;
        DELETE FROM billing.scheduled_tasks;
        DELETE FROM billing.job_error;
        DELETE FROM billing.cost_item;
        DELETE FROM billing.cost_revision;
        DELETE FROM billing.cost_failure;
        DELETE FROM billing.cost_source;
        DELETE FROM billing.posted_cost;
        DELETE FROM billing.fixed_cost;
        DELETE FROM billing.license_lookup;
        DELETE FROM billing.license;
        DELETE FROM billing.customer WHERE customer_code <> '99700';
        DELETE FROM billing.solution;
        DELETE FROM billing.application;
        """);
    return database;
  }

  /// One more node on the database that tests share, as it is.
  public static TestDatabase anotherNode(Clock clock) {
    return new TestDatabase(clock, BusinessZone.SAO_PAULO, SHARED);
  }

  /// The address of a database with nothing in it, for the user `postgres`.
  public static String nothing() {
    return create("nothing_" + DATABASES.incrementAndGet());
  }

  public <T> T get(Class<T> type) {
    return injector.getInstance(type);
  }

  /// Runs SQL behind the program's back.
  public void run(String sql) {
    execute(url, sql);
  }

  /// The one text that a query behind the program's back brings.
  public String query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A connection behind the program's back.
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "postgres");
  }

  @Override
  public void close() {
    get(Storage.class).close();
  }

  private static String create(String name) {
    execute(POSTGRES.getJdbcUrl("postgres", "postgres"), "CREATE DATABASE " + name);
    return POSTGRES.getJdbcUrl("postgres", name);
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
