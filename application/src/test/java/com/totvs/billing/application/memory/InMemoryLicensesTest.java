package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.license.LicensesContract;

final class InMemoryLicensesTest extends LicensesContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
