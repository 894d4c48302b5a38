package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.operation.OperationsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresOperationsTest extends OperationsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
