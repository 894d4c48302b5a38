package com.totvs.billing.postgres.allocation;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.allocation.AllocationBookContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresAllocationBookTest extends AllocationBookContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
