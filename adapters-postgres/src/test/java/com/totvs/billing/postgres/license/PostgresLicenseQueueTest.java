package com.totvs.billing.postgres.license;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.license.LicenseQueueContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresLicenseQueueTest extends LicenseQueueContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
