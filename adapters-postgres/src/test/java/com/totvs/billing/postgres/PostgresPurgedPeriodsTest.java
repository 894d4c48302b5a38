package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.purge.PurgedPeriodsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresPurgedPeriodsTest extends PurgedPeriodsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
