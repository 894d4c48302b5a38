package com.totvs.billing.postgres;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
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
  UsageSums usageSums(BusinessZone zone) {
    return new UsageSums(zone);
  }

  @Provides
  @Singleton
  UsageFacts usageFacts(BusinessZone zone, UsageSums sums, EmergencyKeyTypes types) {
    return new UsageFacts(zone, sums, types);
  }

  @Provides
  @Singleton
  UsageJournal usageJournal(
      Database database,
      GroupCommit groupCommit,
      UsageSums sums,
      EmergencyKeyTypes types,
      Clock clock) {
    return new PostgresUsageJournal(
        database, groupCommit, new Settling(sums), new Voiding(clock), types);
  }

  @Provides
  @Singleton
  UsageHistory usageHistory(
      Database database,
      Months months,
      UsageSums sums,
      UsageFacts facts,
      BusinessZone zone,
      Clock clock) {
    return new PostgresUsageHistory(
        database,
        new PlaceCounting(facts, zone),
        new PeriodCounting(facts),
        new MonthSwap(months),
        new BatchMove(sums, months),
        clock);
  }

  @Provides
  @Singleton
  Operations operations(Database database, Clock clock) {
    return new PostgresOperations(database, clock);
  }

  @Provides
  @Singleton
  UsageReports usageReports(Database database, UsageFacts facts) {
    return new PostgresUsageReports(database, new SummarySql(facts));
  }

  @Provides
  @Singleton
  DailyTotals dailyTotals(
      Database database, UsageSums sums, UsageFacts facts, BusinessZone zone, Clock clock) {
    return new PostgresDailyTotals(database, sums, facts, zone, clock);
  }

  @Provides
  @Singleton
  Jobs jobs(Database database) {
    return new DbSchedulerJobs(database, config.heartbeat());
  }

  @Provides
  @Singleton
  CostBook costBook(Database database) {
    return new PostgresCostBook(database);
  }

  @Provides
  @Singleton
  FixedCosts fixedCosts(Database database, Clock clock) {
    return new PostgresFixedCosts(database, clock);
  }

  @Provides
  @Singleton
  CostReports costReports(Database database) {
    return new PostgresCostReports(database);
  }

  @Provides
  @Singleton
  AllocationRules allocationRules(Database database, Clock clock) {
    return new PostgresAllocationRules(database, clock);
  }

  @Provides
  @Singleton
  AllocationBook allocationBook(
      Database database, UsageFacts facts, BusinessZone zone, Clock clock) {
    return new PostgresAllocationBook(database, new AllocationInputs(facts, zone), clock);
  }

  @Provides
  @Singleton
  com.totvs.billing.application.allocation.Months closedMonths(Database database, Clock clock) {
    return new PostgresMonths(database, clock);
  }

  @Provides
  @Singleton
  AuditLog auditLog(Database database) {
    return new PostgresAuditLog(database);
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
  Catalog catalog(Database database, UsageFacts facts) {
    return new PostgresCatalog(database, facts);
  }
}
