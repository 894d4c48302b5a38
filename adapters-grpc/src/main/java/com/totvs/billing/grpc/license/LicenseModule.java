package com.totvs.billing.grpc.license;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.license.ValidateLicense;
import com.totvs.billing.domain.BusinessZone;
import io.grpc.BindableService;
import java.time.Clock;

/// Adds the service that knows licenses.
public final class LicenseModule extends AbstractModule {

  @ProvidesIntoSet
  @Singleton
  BindableService license(
      ValidateLicense validateLicense,
      Licenses licenses,
      EmergencyKeys emergencyKeys,
      BusinessZone zone,
      Clock clock) {
    return new LicenseEndpoint(validateLicense, licenses, emergencyKeys, zone, clock);
  }
}
