package com.totvs.billing.postgres.health;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.postgres.commit.GroupCommit;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Migrations;
import com.totvs.billing.postgres.place.Partitions;

/// Binds the storage, which is opened first and closed last.
public final class HealthModule extends AbstractModule {
  @Provides
  @Singleton
  Storage storage(
      Database database,
      GroupCommit groupCommit,
      Migrations migrations,
      Partitions partitions,
      EmergencyKeyTypes types) {
    return new PostgresStorage(database, groupCommit, migrations, partitions, types);
  }
}
