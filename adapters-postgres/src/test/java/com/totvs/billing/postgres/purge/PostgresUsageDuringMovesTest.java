package com.totvs.billing.postgres.purge;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.purge.UsageDuringMovesContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresUsageDuringMovesTest extends UsageDuringMovesContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
