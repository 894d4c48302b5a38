package com.totvs.billing.postgres.totals;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.report.DailyTotalsContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresDailyTotalsTest extends DailyTotalsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
