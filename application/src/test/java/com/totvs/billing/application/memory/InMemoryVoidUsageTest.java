package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.usage.VoidUsageContract;

final class InMemoryVoidUsageTest extends VoidUsageContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
