package com.totvs.billing.grpc;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.ExplainAllocation;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.allocation.OrderAllocation;
import com.totvs.billing.application.allocation.PlanAllocation;
import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.cost.Bills;
import com.totvs.billing.application.cost.CollectCost;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.cost.ListCostSources;
import com.totvs.billing.application.cost.PlanFixedCosts;
import com.totvs.billing.application.cost.PostFixedCosts;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.license.LookupPolicy;
import com.totvs.billing.application.license.ValidateLicense;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.WatchOperations;
import com.totvs.billing.application.purge.MoveUsage;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.CheckTotals;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.FindUsage;
import com.totvs.billing.application.usage.RecordUsage;
import com.totvs.billing.application.usage.ReportReader;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.application.usage.VoidUsage;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.purge.PurgeRule;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;

/// What the module needs of the others: the use cases, over the ports in memory.
final class UseCases extends AbstractModule {
  private final SettableClock clock;
  private final InMemoryBilling store;
  private final UsageJournal journal;
  private final LicenseServer licenseServer;
  private final Jobs jobs;
  private final OpenTelemetry telemetry;

  UseCases(
      SettableClock clock,
      InMemoryBilling store,
      UsageJournal journal,
      LicenseServer licenseServer,
      Jobs jobs,
      OpenTelemetry telemetry) {
    this.clock = clock;
    this.store = store;
    this.journal = journal;
    this.licenseServer = licenseServer;
    this.jobs = jobs;
    this.telemetry = telemetry;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().disableCircularProxies();
    bind(Clock.class).toInstance(clock);
    bind(OpenTelemetry.class).toInstance(telemetry);
    bind(BusinessZone.class).toInstance(BusinessZone.SAO_PAULO);
    bind(EmergencyKeyTypes.class).toInstance(EmergencyKeyTypes.ALL_BUT_ZERO);
    bind(UsageJournal.class).toInstance(journal);
    bind(Licenses.class).toInstance(store.licenses());
    bind(EmergencyKeys.class).toInstance(store.emergencyKeys());
    bind(Catalog.class).toInstance(store.catalog());
    bind(UsageHistory.class).toInstance(store.history());
    bind(UsageReports.class).toInstance(store.reports());
    bind(AuditLog.class).toInstance(store.auditLog());
    bind(Jobs.class).toInstance(jobs);
    bind(VoidUsage.class).toInstance(new VoidUsage(new FindUsage(journal), journal));
    bind(MoveUsage.class).toInstance(new MoveUsage(store.operations(), PurgeRule.DEFAULT, clock));
    bind(CostBook.class).toInstance(store.costBook());
    bind(FixedCosts.class).toInstance(store.fixedCosts());
    bind(PlanFixedCosts.class).toInstance(new PlanFixedCosts(store.fixedCosts()));
    bind(PostFixedCosts.class)
        .toInstance(new PostFixedCosts(store.fixedCosts(), BusinessZone.SAO_PAULO, clock));
    bind(CollectCost.class)
        .toInstance(
            new CollectCost(
                store.operations(),
                store.costBook(),
                List.of(Bills.DTA),
                new CostCalendar(BusinessZone.SAO_PAULO, 6),
                clock));
    bind(ListCostSources.class)
        .toInstance(new ListCostSources(store.costBook(), List.of(Bills.DTA)));
    bind(CostReports.class).toInstance(store.costReports());
    bind(AllocationRules.class).toInstance(store.allocationRules());
    bind(AllocationBook.class).toInstance(store.allocationBook());
    bind(Months.class).toInstance(store.months());
    bind(OrderAllocation.class)
        .toInstance(
            new OrderAllocation(store.operations(), store.months(), BusinessZone.SAO_PAULO, clock));
    bind(PlanAllocation.class)
        .toInstance(new PlanAllocation(store.allocationRules(), Bills.BY_RESOURCE));
    bind(ExplainAllocation.class)
        .toInstance(
            new ExplainAllocation(
                store.allocationBook(), store.allocationRules(), store.costBook()));
    bind(CheckTotals.class).toInstance(new CheckTotals(store.operations()));
    bind(WatchOperations.class).toInstance(new WatchOperations(store.operations()));
  }

  @Provides
  @Singleton
  RecordUsage recordUsage() {
    return new RecordUsage(
        journal, new ReportReader(AcceptedWindow.DEFAULT, clock, new SplittableRandom(1)));
  }

  @Provides
  @Singleton
  FindUsage findUsage() {
    return new FindUsage(journal);
  }

  @Provides
  @Singleton
  ValidateLicense validateLicense() {
    return new ValidateLicense(store.licenses(), licenseServer, LookupPolicy.DEFAULT, clock);
  }
}
