package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.CostGapsContract;

final class InMemoryCostGapsTest extends CostGapsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
