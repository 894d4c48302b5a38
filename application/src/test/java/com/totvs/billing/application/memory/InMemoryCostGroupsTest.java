package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.CostGroupsContract;

final class InMemoryCostGroupsTest extends CostGroupsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
