package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.SummaryPagesContract;

final class InMemorySummaryPagesTest extends SummaryPagesContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
