package com.totvs.billing.application.memory;

import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import java.util.List;
import java.util.OptionalLong;

/// Audit entries kept in memory.
public final class InMemoryAuditLog implements AuditLog {
  private final InMemoryBilling store;

  InMemoryAuditLog(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public List<AuditEntry> list(AuditFilter filter, OptionalLong before, int limit) {
    return store.transaction(
        () ->
            List.copyOf(store.auditEntries).reversed().stream()
                .filter(entry -> before.isEmpty() || entry.number() < before.getAsLong())
                .filter(entry -> filter.span().contains(entry.time()))
                .filter(entry -> InMemoryBilling.fits(filter.subject(), entry.subject()))
                .filter(entry -> InMemoryBilling.fits(filter.action(), entry.action()))
                .limit(limit)
                .toList());
  }
}
