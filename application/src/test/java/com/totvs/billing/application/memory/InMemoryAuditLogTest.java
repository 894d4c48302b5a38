package com.totvs.billing.application.memory;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.audit.AuditLogContract;

final class InMemoryAuditLogTest extends AuditLogContract {
  @Override
  protected Ports freshPorts() {
    return InMemoryBilling.ports();
  }
}
