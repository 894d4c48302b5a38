package com.totvs.billing.postgres.license;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.license.EmergencyKeysContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresEmergencyKeysTest extends EmergencyKeysContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
