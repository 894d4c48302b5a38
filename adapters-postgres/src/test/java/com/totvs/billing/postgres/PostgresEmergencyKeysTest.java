package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.license.EmergencyKeysContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresEmergencyKeysTest extends EmergencyKeysContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
