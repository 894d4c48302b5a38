package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.CostReportsContract;

final class InMemoryCostReportsTest extends CostReportsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
