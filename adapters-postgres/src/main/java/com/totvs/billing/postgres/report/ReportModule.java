package com.totvs.billing.postgres.report;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.totals.UsageFacts;

/// Binds the reports.
public final class ReportModule extends AbstractModule {
  @Provides
  @Singleton
  UsageReports usageReports(Database database, UsageFacts facts) {
    return new PostgresUsageReports(database, new SummarySql(facts));
  }

  @Provides
  @Singleton
  CostReports costReports(Database database) {
    return new PostgresCostReports(database);
  }
}
