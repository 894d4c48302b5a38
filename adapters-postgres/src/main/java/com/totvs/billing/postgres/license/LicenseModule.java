package com.totvs.billing.postgres.license;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.postgres.database.Database;

/// Binds licenses, and the use of emergency keys.
public final class LicenseModule extends AbstractModule {
  @Provides
  @Singleton
  Holders holders() {
    return new Holders();
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
}
