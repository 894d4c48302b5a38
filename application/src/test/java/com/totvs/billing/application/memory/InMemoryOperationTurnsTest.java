package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.operation.OperationTurnsContract;

final class InMemoryOperationTurnsTest extends OperationTurnsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
