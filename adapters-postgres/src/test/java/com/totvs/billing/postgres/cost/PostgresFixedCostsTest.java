package com.totvs.billing.postgres.cost;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.cost.FixedCostsContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresFixedCostsTest extends FixedCostsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
