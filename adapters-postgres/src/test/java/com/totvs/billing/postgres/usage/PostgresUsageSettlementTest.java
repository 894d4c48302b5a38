package com.totvs.billing.postgres.usage;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.usage.UsageSettlementContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresUsageSettlementTest extends UsageSettlementContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
