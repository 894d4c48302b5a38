package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.UsageReportsContract;

final class InMemoryUsageReportsTest extends UsageReportsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
