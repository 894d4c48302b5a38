package com.totvs.billing.postgres.usage;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.postgres.commit.GroupCommit;
import com.totvs.billing.postgres.commit.JournalTelemetry;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.license.Holders;
import com.totvs.billing.postgres.place.Partitions;
import com.totvs.billing.postgres.totals.UsageFacts;
import com.totvs.billing.postgres.totals.UsageSums;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;

/// Binds the journal of usage, and what commits it.
public final class UsageModule extends AbstractModule {
  private final int queueCapacity;
  private final int writers;

  /// @param queueCapacity the most records that wait to be written
  /// @param writers threads that write them, each one transaction at a time
  public UsageModule(int queueCapacity, int writers) {
    this.queueCapacity = queueCapacity;
    this.writers = writers;
  }

  @Provides
  @Singleton
  GroupCommit groupCommit(
      Database database,
      Holders holders,
      BusinessZone zone,
      Partitions partitions,
      Clock clock,
      OpenTelemetry telemetry) {
    UsageAppend append =
        new UsageAppend(database, new Dimensions(holders), zone, partitions, clock);
    return new GroupCommit(append::append, queueCapacity, writers, new JournalTelemetry(telemetry));
  }

  @Provides
  @Singleton
  UsageJournal usageJournal(
      Database database,
      GroupCommit groupCommit,
      UsageSums sums,
      UsageFacts facts,
      EmergencyKeyTypes types,
      BusinessZone zone,
      Clock clock) {
    UsagePages pages = new UsagePages(new FittingDays(facts, zone), types);
    return new PostgresUsageJournal(
        database, groupCommit, new Settling(sums), new Voiding(clock), pages);
  }
}
