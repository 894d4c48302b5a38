package com.totvs.billing.grpc.purge;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.purge.MoveUsage;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.domain.BusinessZone;
import io.grpc.BindableService;

/// Adds the service that moves usage to history and back.
public final class PurgeModule extends AbstractModule {

  @ProvidesIntoSet
  @Singleton
  BindableService purge(MoveUsage moveUsage, UsageHistory history, BusinessZone zone) {
    return new PurgeEndpoint(moveUsage, history, zone);
  }
}
