package com.totvs.billing.postgres;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;

/// Keeps everything in PostgreSQL: binds each stored port, and [Storage], which must be opened
/// before any of them is used.
public final class PostgresModule extends AbstractModule {

  /// How to reach the database, and how much of it to use.
  ///
  /// @param url a JDBC URL, `jdbc:postgresql://host:port/database`
  /// @param queueCapacity the most records that wait to be written, at least 1,000
  /// @param writers connections that append usage, each one transaction at a time
  /// @param readers connections that answer calls
  public record Config(
      String url, String user, String password, int queueCapacity, int writers, int readers) {

    @Override
    public String toString() {
      return "Config[url=" + url + ", user=" + user + "]";
    }
  }

  private final Config config;

  public PostgresModule(Config config) {
    this.config = config;
  }

  @Provides
  @Singleton
  Database database() {
    return new Database(config);
  }

  @Provides
  @Singleton
  Holders holders() {
    return new Holders();
  }

  @Provides
  @Singleton
  Months months(Database database, BusinessZone zone, AcceptedWindow window, Clock clock) {
    return new Months(database, zone, window, clock);
  }

  @Provides
  @Singleton
  GroupCommit groupCommit(
      Database database,
      Holders holders,
      BusinessZone zone,
      Months months,
      Clock clock,
      OpenTelemetry telemetry) {
    UsageAppend append = new UsageAppend(database, new Dimensions(holders), zone, months, clock);
    return new GroupCommit(
        append::append, config.queueCapacity(), config.writers(), new JournalTelemetry(telemetry));
  }

  @Provides
  @Singleton
  Storage storage(Database database, GroupCommit groupCommit, Months months) {
    return new PostgresStorage(database, groupCommit, new Migrations(database), months);
  }

  @Provides
  @Singleton
  UsageJournal usageJournal(Database database, GroupCommit groupCommit) {
    return new PostgresUsageJournal(database, groupCommit);
  }

  @Provides
  @Singleton
  Licenses licenses(Database database, Holders holders) {
    return new PostgresLicenses(database, holders);
  }

  @Provides
  @Singleton
  EmergencyKeys emergencyKeys(Database database, EmergencyKeyTypes types, BusinessZone zone) {
    return new PostgresEmergencyKeys(database, types, zone);
  }

  @Provides
  @Singleton
  Catalog catalog(Database database) {
    return new PostgresCatalog(database);
  }
}
