package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.cost.FixedCostsContract;

final class InMemoryFixedCostsTest extends FixedCostsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
