package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.UnitCostContract;

final class InMemoryUnitCostTest extends UnitCostContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
