package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.purge.InterruptedMovesContract;

final class InMemoryInterruptedMovesTest extends InterruptedMovesContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
