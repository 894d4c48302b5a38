package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.CorrectionsContract;

final class InMemoryCorrectionsTest extends CorrectionsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
