package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.catalog.CatalogContract;

final class InMemoryCatalogTest extends CatalogContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
