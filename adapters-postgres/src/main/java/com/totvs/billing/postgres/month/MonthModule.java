package com.totvs.billing.postgres.month;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.postgres.database.Database;
import java.time.Clock;

/// Binds the months that are closed and reopened.
public final class MonthModule extends AbstractModule {
  @Provides
  @Singleton
  Months months(Database database, Clock clock) {
    return new PostgresMonths(database, clock);
  }
}
