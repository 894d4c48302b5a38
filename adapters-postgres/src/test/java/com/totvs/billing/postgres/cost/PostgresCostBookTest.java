package com.totvs.billing.postgres.cost;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.cost.CostBookContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresCostBookTest extends CostBookContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
