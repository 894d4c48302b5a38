package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.MonthsContract;

final class InMemoryMonthsTest extends MonthsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
