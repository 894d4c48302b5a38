package com.totvs.billing.grpc.usage;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.usage.FindUsage;
import com.totvs.billing.application.usage.RecordUsage;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.application.usage.VoidUsage;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import io.grpc.BindableService;

/// Adds the service that takes usage in and shows it.
public final class UsageModule extends AbstractModule {

  @ProvidesIntoSet
  @Singleton
  BindableService usage(
      RecordUsage recordUsage,
      FindUsage findUsage,
      VoidUsage voidUsage,
      UsageJournal journal,
      EmergencyKeyTypes emergencyKeyTypes,
      BusinessZone zone) {
    return new UsageEndpoint(recordUsage, findUsage, voidUsage, journal, emergencyKeyTypes, zone);
  }
}
