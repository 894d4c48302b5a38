package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.LateCostContract;

final class InMemoryLateCostTest extends LateCostContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
