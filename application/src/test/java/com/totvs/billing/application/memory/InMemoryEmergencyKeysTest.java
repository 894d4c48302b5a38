package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.license.EmergencyKeysContract;

final class InMemoryEmergencyKeysTest extends EmergencyKeysContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
