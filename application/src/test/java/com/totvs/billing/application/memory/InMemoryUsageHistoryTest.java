package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.purge.UsageHistoryContract;

final class InMemoryUsageHistoryTest extends UsageHistoryContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
