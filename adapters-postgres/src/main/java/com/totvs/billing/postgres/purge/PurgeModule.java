package com.totvs.billing.postgres.purge;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.place.Partitions;
import com.totvs.billing.postgres.totals.UsageFacts;
import com.totvs.billing.postgres.totals.UsageSums;
import java.time.Clock;

/// Binds the history of usage.
public final class PurgeModule extends AbstractModule {
  @Provides
  @Singleton
  UsageHistory usageHistory(
      Database database,
      Partitions partitions,
      UsageSums sums,
      UsageFacts facts,
      BusinessZone zone,
      Clock clock) {
    return new PostgresUsageHistory(
        database,
        new PlaceCounting(facts, zone),
        new PeriodCounting(facts),
        new MonthSwap(partitions),
        new BatchMove(sums, partitions),
        clock);
  }
}
