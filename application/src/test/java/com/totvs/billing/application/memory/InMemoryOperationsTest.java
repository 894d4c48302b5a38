package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.operation.OperationsContract;

final class InMemoryOperationsTest extends OperationsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
