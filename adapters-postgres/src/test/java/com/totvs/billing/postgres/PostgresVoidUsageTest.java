package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.usage.VoidUsageContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresVoidUsageTest extends VoidUsageContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
