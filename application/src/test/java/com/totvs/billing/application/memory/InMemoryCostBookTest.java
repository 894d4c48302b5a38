package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.cost.CostBookContract;

final class InMemoryCostBookTest extends CostBookContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
