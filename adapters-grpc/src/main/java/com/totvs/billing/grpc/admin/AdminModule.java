package com.totvs.billing.grpc.admin;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.application.report.CheckTotals;
import com.totvs.billing.domain.BusinessZone;
import io.grpc.BindableService;

/// Adds the service for those who look after Billing.
public final class AdminModule extends AbstractModule {

  @ProvidesIntoSet
  @Singleton
  BindableService admin(Jobs jobs, CheckTotals checkTotals, AuditLog auditLog, BusinessZone zone) {
    return new AdminEndpoint(jobs, checkTotals, auditLog, zone);
  }
}
