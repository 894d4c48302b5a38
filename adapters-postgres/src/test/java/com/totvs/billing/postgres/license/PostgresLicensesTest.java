package com.totvs.billing.postgres.license;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.license.LicensesContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresLicensesTest extends LicensesContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
