package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.purge.PurgedPeriodsContract;

final class InMemoryPurgedPeriodsTest extends PurgedPeriodsContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
