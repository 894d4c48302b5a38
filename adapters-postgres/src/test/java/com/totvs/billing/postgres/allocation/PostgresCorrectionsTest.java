package com.totvs.billing.postgres.allocation;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.CorrectionsContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresCorrectionsTest extends CorrectionsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
