package com.totvs.billing.postgres.catalog;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.catalog.CatalogContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresCatalogTest extends CatalogContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
