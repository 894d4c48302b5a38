package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.usage.UsageSettlementContract;

final class InMemoryUsageSettlementTest extends UsageSettlementContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
