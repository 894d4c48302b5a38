package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.PreviousMonthContract;

final class InMemoryPreviousMonthTest extends PreviousMonthContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
