package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.purge.UsageDuringMovesContract;

final class InMemoryUsageDuringMovesTest extends UsageDuringMovesContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
