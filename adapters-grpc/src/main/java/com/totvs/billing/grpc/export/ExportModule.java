package com.totvs.billing.grpc.export;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;

/// Binds [UsageExports] and [CostExports].
public final class ExportModule extends AbstractModule {

  @Provides
  @Singleton
  UsageExports usageExports(
      UsageJournal journal,
      UsageReports reports,
      EmergencyKeyTypes emergencyKeyTypes,
      BusinessZone zone) {
    RecordColumns columns = new RecordColumns(zone, emergencyKeyTypes);
    return new UsageExports(journal, reports, columns);
  }

  @Provides
  @Singleton
  CostExports costExports(
      AllocationBook allocationBook, CostReports reports, Months months, Catalog catalog) {
    return new CostExports(allocationBook, reports, months, catalog);
  }
}
