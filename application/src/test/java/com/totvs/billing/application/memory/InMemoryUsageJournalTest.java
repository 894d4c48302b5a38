package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.usage.UsageJournalContract;

final class InMemoryUsageJournalTest extends UsageJournalContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
