package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.MonthsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresMonthsTest extends MonthsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
