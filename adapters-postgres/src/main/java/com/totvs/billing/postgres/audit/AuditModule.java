package com.totvs.billing.postgres.audit;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.postgres.database.Database;

/// Binds the audit log.
public final class AuditModule extends AbstractModule {
  @Provides
  @Singleton
  AuditLog auditLog(Database database) {
    return new PostgresAuditLog(database);
  }
}
