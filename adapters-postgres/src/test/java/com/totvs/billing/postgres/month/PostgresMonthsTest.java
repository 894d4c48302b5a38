package com.totvs.billing.postgres.month;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.MonthsContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresMonthsTest extends MonthsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
