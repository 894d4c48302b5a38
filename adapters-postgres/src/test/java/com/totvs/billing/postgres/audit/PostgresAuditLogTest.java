package com.totvs.billing.postgres.audit;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.audit.AuditLogContract;
import com.totvs.billing.postgres.PostgresPorts;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresAuditLogTest extends AuditLogContract {
  @RegisterExtension private final PostgresPorts postgres = new PostgresPorts();

  @Override
  protected Ports freshPorts() {
    return postgres.fresh();
  }
}
