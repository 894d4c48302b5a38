package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.usage.UsageRepeatsContract;

final class InMemoryUsageRepeatsTest extends UsageRepeatsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
