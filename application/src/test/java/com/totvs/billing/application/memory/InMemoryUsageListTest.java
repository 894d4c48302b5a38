package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.usage.UsageListContract;

final class InMemoryUsageListTest extends UsageListContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
