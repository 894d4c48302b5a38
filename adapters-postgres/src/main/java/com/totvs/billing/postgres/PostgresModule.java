package com.totvs.billing.postgres;

import com.google.inject.AbstractModule;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.postgres.allocation.AllocationModule;
import com.totvs.billing.postgres.audit.AuditModule;
import com.totvs.billing.postgres.catalog.CatalogModule;
import com.totvs.billing.postgres.cost.CostModule;
import com.totvs.billing.postgres.database.DatabaseModule;
import com.totvs.billing.postgres.health.HealthModule;
import com.totvs.billing.postgres.job.JobModule;
import com.totvs.billing.postgres.license.LicenseModule;
import com.totvs.billing.postgres.month.MonthModule;
import com.totvs.billing.postgres.operation.OperationModule;
import com.totvs.billing.postgres.place.PlaceModule;
import com.totvs.billing.postgres.purge.PurgeModule;
import com.totvs.billing.postgres.report.ReportModule;
import com.totvs.billing.postgres.totals.TotalsModule;
import com.totvs.billing.postgres.usage.UsageModule;
import java.time.Duration;

/// Keeps everything in PostgreSQL: binds each stored port, and [Storage], which must be opened
/// before any of them is used.
public final class PostgresModule extends AbstractModule {

  /// How to reach the database, and how much of it to use.
  ///
  /// @param url a JDBC URL, `jdbc:postgresql://host:port/database`
  /// @param queueCapacity the most records that wait to be written, at least 1,000
  /// @param writers connections that append usage, each one transaction at a time
  /// @param readers connections that answer calls
  /// @param heartbeat how often a node says that it runs a job; another runs it when none came for
  ///   four times as long
  public record Config(
      String url,
      String user,
      String password,
      int queueCapacity,
      int writers,
      int readers,
      Duration heartbeat) {

    @Override
    public String toString() {
      return "Config[url=" + url + ", user=" + user + "]";
    }

    private DatabaseModule.Config connections() {
      return new DatabaseModule.Config(url, user, password, writers, readers);
    }
  }

  private final Config config;

  public PostgresModule(Config config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    install(new DatabaseModule(config.connections()));
    install(new PlaceModule());
    install(new UsageModule(config.queueCapacity(), config.writers()));
    install(new LicenseModule());
    install(new CatalogModule());
    install(new TotalsModule());
    install(new ReportModule());
    install(new PurgeModule());
    install(new CostModule());
    install(new MonthModule());
    install(new AllocationModule());
    install(new OperationModule());
    install(new JobModule(config.heartbeat()));
    install(new AuditModule());
    install(new HealthModule());
  }
}
