package com.totvs.billing.postgres.report;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.CostGapsContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresCostGapsTest extends CostGapsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
