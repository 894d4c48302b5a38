package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.license.LicenseQueueContract;

final class InMemoryLicenseQueueTest extends LicenseQueueContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
