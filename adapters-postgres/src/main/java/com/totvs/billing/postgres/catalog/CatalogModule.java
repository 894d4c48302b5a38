package com.totvs.billing.postgres.catalog;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.totals.UsageFacts;

/// Binds the catalog.
public final class CatalogModule extends AbstractModule {
  @Provides
  @Singleton
  Catalog catalog(Database database, UsageFacts facts) {
    return new PostgresCatalog(database, facts);
  }
}
