package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.AllocationBookContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresAllocationBookTest extends AllocationBookContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
