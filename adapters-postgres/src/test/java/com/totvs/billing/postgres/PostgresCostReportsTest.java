package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.CostReportsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresCostReportsTest extends CostReportsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
