package com.totvs.billing.postgres.allocation;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.totals.UsageFacts;
import java.time.Clock;

/// Binds allocations and their rules.
public final class AllocationModule extends AbstractModule {
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
}
