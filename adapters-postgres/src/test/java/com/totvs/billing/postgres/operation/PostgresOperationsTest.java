package com.totvs.billing.postgres.operation;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.operation.OperationsContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresOperationsTest extends OperationsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
