package com.totvs.billing.grpc.operation;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.operation.WatchOperations;
import io.grpc.BindableService;

/// Adds the service that shows, awaits and cancels operations.
public final class OperationModule extends AbstractModule {

  @ProvidesIntoSet
  @Singleton
  BindableService operations(WatchOperations operations) {
    return new OperationsEndpoint(operations);
  }
}
