package com.totvs.billing.postgres;

import com.totvs.billing.application.Ports;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.UsageJournal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The ports on an emptied PostgreSQL, let go of after each test.
public final class PostgresPorts implements AfterEachCallback {
  private @Nullable TestDatabase database;

  public Ports fresh() {
    SettableClock clock = new SettableClock();
    TestDatabase fresh = TestDatabase.emptied(clock);
    database = fresh;
    return new Ports(
        fresh.get(UsageJournal.class),
        fresh.get(Licenses.class),
        fresh.get(EmergencyKeys.class),
        fresh.get(Catalog.class),
        fresh.get(Operations.class),
        fresh.get(UsageHistory.class),
        fresh.get(UsageReports.class),
        fresh.get(DailyTotals.class),
        fresh.get(AuditLog.class),
        fresh.get(CostBook.class),
        fresh.get(FixedCosts.class),
        fresh.get(AllocationRules.class),
        fresh.get(AllocationBook.class),
        fresh.get(Months.class),
        fresh.get(CostReports.class),
        clock);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (database != null) {
      database.close();
    }
  }
}
