package com.totvs.billing.bootstrap.program;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.CheckClosings;
import com.totvs.billing.application.allocation.ExplainAllocation;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.allocation.OrderAllocation;
import com.totvs.billing.application.allocation.PlanAllocation;
import com.totvs.billing.application.allocation.RunAllocation;
import com.totvs.billing.application.cost.AzureCosts;
import com.totvs.billing.application.cost.CollectCost;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.cost.ListCostSources;
import com.totvs.billing.application.cost.PlanFixedCosts;
import com.totvs.billing.application.cost.PostFixedCosts;
import com.totvs.billing.application.cost.RunCollect;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.license.LookupPolicy;
import com.totvs.billing.application.license.ValidateLicense;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.application.operation.WatchOperations;
import com.totvs.billing.application.purge.MoveUsage;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.CheckTotals;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.RunRebuild;
import com.totvs.billing.application.report.RunSelfCheck;
import com.totvs.billing.application.usage.FindUsage;
import com.totvs.billing.application.usage.RecordUsage;
import com.totvs.billing.application.usage.ReportReader;
import com.totvs.billing.application.usage.SettleUsage;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.application.usage.VoidUsage;
import com.totvs.billing.bootstrap.telemetry.OperationMetrics;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.purge.PurgeRule;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The use cases, and the rules that the operator set for them.
final class ApplicationModule extends AbstractModule {

  /// The rules.
  record Config(
      BusinessZone zone,
      AcceptedWindow window,
      EmergencyKeyTypes emergencyKeyTypes,
      LookupPolicy lookupPolicy,
      PurgeRule purgeRule,
      int purgeBatchSize,
      Duration operationLease,
      CostRules cost) {}

  /// Whose cost is collected, by what it is told apart, and when.
  record CostRules(
      List<ResourceGroup> resourceGroups, CostGrouping grouping, CostCalendar calendar) {}

  private final Config config;

  ApplicationModule(Config config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(Clock.class).toInstance(Clock.systemUTC());
    bind(RandomGenerator.class).toInstance(new SecureRandom());
    bind(BusinessZone.class).toInstance(config.zone());
    bind(AcceptedWindow.class).toInstance(config.window());
    bind(EmergencyKeyTypes.class).toInstance(config.emergencyKeyTypes());
    bind(PurgeRule.class).toInstance(config.purgeRule());
    bind(CostCalendar.class).toInstance(config.cost().calendar());
    bind(LookupPolicy.class).toInstance(config.lookupPolicy());
  }

  @Provides
  @Singleton
  ReportReader reportReader(AcceptedWindow window, Clock clock, RandomGenerator random) {
    return new ReportReader(window, clock, random);
  }

  @Provides
  @Singleton
  RecordUsage recordUsage(UsageJournal journal, ReportReader reader) {
    return new RecordUsage(journal, reader);
  }

  @Provides
  @Singleton
  FindUsage findUsage(UsageJournal journal) {
    return new FindUsage(journal);
  }

  @Provides
  @Singleton
  VoidUsage voidUsage(FindUsage findUsage, UsageJournal journal) {
    return new VoidUsage(findUsage, journal);
  }

  @Provides
  @Singleton
  MoveUsage moveUsage(Operations operations, PurgeRule rule, Clock clock) {
    return new MoveUsage(operations, rule, clock);
  }

  @Provides
  @Singleton
  CheckTotals checkTotals(Operations operations) {
    return new CheckTotals(operations);
  }

  @Provides
  @Singleton
  WatchOperations watchOperations(Operations operations) {
    return new WatchOperations(operations);
  }

  @Provides
  @Singleton
  CollectCost collectCost(
      Operations operations, CostBook book, CostCalendar calendar, Clock clock) {
    return new CollectCost(operations, book, config.cost().resourceGroups(), calendar, clock);
  }

  @Provides
  @Singleton
  ListCostSources listCostSources(CostBook book) {
    return new ListCostSources(book, config.cost().resourceGroups());
  }

  @Provides
  @Singleton
  PlanFixedCosts planFixedCosts(FixedCosts fixedCosts) {
    return new PlanFixedCosts(fixedCosts);
  }

  @Provides
  @Singleton
  PostFixedCosts postFixedCosts(FixedCosts fixedCosts, BusinessZone zone, Clock clock) {
    return new PostFixedCosts(fixedCosts, zone, clock);
  }

  @Provides
  @Singleton
  RunCollect runCollect(
      AzureCosts azure, CostBook book, Operations operations, CostCalendar calendar, Clock clock) {
    return new RunCollect(
        azure,
        book,
        operations,
        config.cost().resourceGroups(),
        config.cost().grouping(),
        calendar,
        clock);
  }

  @Provides
  @Singleton
  PlanAllocation planAllocation(AllocationRules rules) {
    return new PlanAllocation(rules, config.cost().grouping());
  }

  @Provides
  @Singleton
  OrderAllocation orderAllocation(
      Operations operations, Months months, BusinessZone zone, Clock clock) {
    return new OrderAllocation(operations, months, zone, clock);
  }

  @Provides
  @Singleton
  ExplainAllocation explainAllocation(
      AllocationBook book, AllocationRules rules, CostBook costBook) {
    return new ExplainAllocation(book, rules, costBook);
  }

  @Provides
  @Singleton
  RunAllocation runAllocation(
      AllocationBook book, Operations operations, BusinessZone zone, Clock clock) {
    return new RunAllocation(book, operations, config.cost().resourceGroups(), zone, clock);
  }

  @Provides
  @Singleton
  CheckClosings checkClosings(AllocationBook book) {
    return new CheckClosings(book);
  }

  @Provides
  @Singleton
  RunOperations runOperations(
      Operations operations,
      UsageHistory history,
      DailyTotals totals,
      RunCollect collect,
      RunAllocation allocation,
      CheckClosings closings,
      Clock clock,
      OperationMetrics metrics) {
    RunMove move =
        new RunMove(metrics.counted(history), operations, clock, config.purgeBatchSize());
    return new RunOperations(
        operations,
        Map.of(
            OperationKind.PURGE_USAGE,
            move,
            OperationKind.RESTORE_USAGE,
            move,
            OperationKind.REBUILD_TOTALS,
            new RunRebuild(totals, operations, clock),
            OperationKind.RUN_SELF_CHECK,
            new RunSelfCheck(totals, closings, operations, clock),
            OperationKind.COLLECT_AZURE_COST,
            collect,
            OperationKind.ALLOCATE_COST,
            allocation,
            OperationKind.CLOSE_MONTH,
            allocation),
        clock,
        config.operationLease(),
        metrics::ended);
  }

  @Provides
  @Singleton
  SettleUsage settleUsage(
      UsageJournal journal,
      Licenses licenses,
      LicenseServer licenseServer,
      LookupPolicy policy,
      Clock clock,
      RandomGenerator random) {
    return new SettleUsage(journal, licenses, licenseServer, policy, clock, random);
  }

  @Provides
  @Singleton
  ValidateLicense validateLicense(
      Licenses licenses, LicenseServer licenseServer, LookupPolicy policy, Clock clock) {
    return new ValidateLicense(licenses, licenseServer, policy, clock);
  }
}
