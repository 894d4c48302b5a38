package com.totvs.billing.grpc.catalog;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.catalog.Catalog;
import io.grpc.BindableService;

/// Adds the service that lists customers, solutions and applications.
public final class CatalogModule extends AbstractModule {

  @ProvidesIntoSet
  @Singleton
  BindableService catalog(Catalog catalog) {
    return new CatalogEndpoint(catalog);
  }
}
