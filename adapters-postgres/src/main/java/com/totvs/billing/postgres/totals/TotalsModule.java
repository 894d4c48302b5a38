package com.totvs.billing.postgres.totals;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.postgres.database.Database;
import java.time.Clock;

/// Binds the sums of days, and usage as reports read it.
public final class TotalsModule extends AbstractModule {
  @Provides
  @Singleton
  UsageSums usageSums(BusinessZone zone) {
    return new UsageSums(zone);
  }

  @Provides
  @Singleton
  UsageFacts usageFacts(BusinessZone zone, EmergencyKeyTypes types) {
    return new UsageFacts(zone, types);
  }

  @Provides
  @Singleton
  DailyTotals dailyTotals(
      Database database, UsageSums sums, UsageFacts facts, BusinessZone zone, Clock clock) {
    return new PostgresDailyTotals(database, sums, facts, zone, clock);
  }
}
