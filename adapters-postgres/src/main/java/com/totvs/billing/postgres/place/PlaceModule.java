package com.totvs.billing.postgres.place;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.postgres.database.Database;
import java.time.Clock;

/// Binds the partitions of usage.
public final class PlaceModule extends AbstractModule {
  @Provides
  @Singleton
  Partitions partitions(Database database, BusinessZone zone, AcceptedWindow window, Clock clock) {
    return new Partitions(database, zone, window, clock);
  }
}
