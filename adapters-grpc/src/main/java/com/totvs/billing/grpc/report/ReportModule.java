package com.totvs.billing.grpc.report;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.grpc.export.CostExports;
import com.totvs.billing.grpc.export.UsageExports;
import io.grpc.BindableService;

/// Adds the service that sums usage and cost up, and exports them.
public final class ReportModule extends AbstractModule {

  private final FocusProfile focus;

  /// @param focus what exports in FOCUS say of the account
  public ReportModule(FocusProfile focus) {
    this.focus = focus;
  }

  @ProvidesIntoSet
  @Singleton
  BindableService report(
      UsageReports reports,
      UsageExports exports,
      CostReports costReports,
      CostExports costExports,
      BusinessZone zone) {
    return new ReportEndpoint(reports, exports, costReports, costExports, focus, zone);
  }
}
