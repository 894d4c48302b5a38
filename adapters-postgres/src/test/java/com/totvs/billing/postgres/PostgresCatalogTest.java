package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.catalog.CatalogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresCatalogTest extends CatalogContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
