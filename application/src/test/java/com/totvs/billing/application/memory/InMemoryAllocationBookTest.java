package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.AllocationBookContract;

final class InMemoryAllocationBookTest extends AllocationBookContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
