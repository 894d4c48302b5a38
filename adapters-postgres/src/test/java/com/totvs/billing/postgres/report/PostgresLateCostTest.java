package com.totvs.billing.postgres.report;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.LateCostContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresLateCostTest extends LateCostContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
