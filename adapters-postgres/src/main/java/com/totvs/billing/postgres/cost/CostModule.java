package com.totvs.billing.postgres.cost;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.postgres.database.Database;
import java.time.Clock;

/// Binds costs, Azure's and fixed ones.
public final class CostModule extends AbstractModule {
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
}
