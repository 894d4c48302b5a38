package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.DailyTotalsContract;

final class InMemoryDailyTotalsTest extends DailyTotalsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
