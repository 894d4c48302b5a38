package com.totvs.billing.postgres.operation;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.postgres.database.Database;
import java.time.Clock;

/// Binds operations.
public final class OperationModule extends AbstractModule {
  @Provides
  @Singleton
  Operations operations(Database database, Clock clock) {
    return new PostgresOperations(database, clock);
  }
}
