package com.totvs.billing.postgres.operation;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.operation.OperationTurnsContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresOperationTurnsTest extends OperationTurnsContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
