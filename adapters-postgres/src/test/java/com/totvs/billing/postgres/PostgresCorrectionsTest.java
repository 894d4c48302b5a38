package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.CorrectionsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresCorrectionsTest extends CorrectionsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
