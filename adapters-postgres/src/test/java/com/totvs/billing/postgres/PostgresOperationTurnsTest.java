package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.operation.OperationTurnsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresOperationTurnsTest extends OperationTurnsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
