package com.totvs.billing.grpc;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.Stage;
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
import com.totvs.billing.application.cost.PlanFixedCosts;
import com.totvs.billing.application.cost.PostFixedCosts;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.license.LookupPolicy;
import com.totvs.billing.application.license.ValidateLicense;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.memory.InMemoryJobs;
import com.totvs.billing.application.memory.ScriptedLicenseServer;
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
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/// The module as the program wires it, on a free port of 127.0.0.1 and over the ports in memory.
final class LoopbackServer implements AutoCloseable {
  final SettableClock clock = new SettableClock();
  final InMemoryBilling store = new InMemoryBilling(clock);
  final GatedJournal gate = new GatedJournal(store.journal());
  final GrpcModule.Server server;
  final ManagedChannel channel;

  LoopbackServer(boolean reflection) {
    this(reflection, Optional.empty());
  }

  LoopbackServer(boolean reflection, Optional<GrpcModule.Tls> tls) {
    GrpcModule.Config config =
        new GrpcModule.Config(
            "127.0.0.1", 0, tls, reflection, TestTokens.expected(), WireExamples.FOCUS);
    Injector injector =
        Guice.createInjector(Stage.PRODUCTION, new GrpcModule(config), new UseCases());
    server = injector.getInstance(GrpcModule.Server.class);
    server.start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @Override
  public void close() {
    gate.opens();
    channel.shutdownNow();
    server.stop(Duration.ZERO);
  }

  private final class UseCases extends AbstractModule {
    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().disableCircularProxies();
      bind(Clock.class).toInstance(clock);
      bind(OpenTelemetry.class).toInstance(OpenTelemetry.noop());
      bind(BusinessZone.class).toInstance(BusinessZone.SAO_PAULO);
      bind(EmergencyKeyTypes.class).toInstance(EmergencyKeyTypes.ALL_BUT_ZERO);
      bind(UsageJournal.class).toInstance(gate);
      bind(Licenses.class).toInstance(store.licenses());
      bind(EmergencyKeys.class).toInstance(store.emergencyKeys());
      bind(Catalog.class).toInstance(store.catalog());
      bind(UsageHistory.class).toInstance(store.history());
      bind(UsageReports.class).toInstance(store.reports());
      bind(AuditLog.class).toInstance(store.auditLog());
      bind(Jobs.class).toInstance(new InMemoryJobs(clock));
      bind(VoidUsage.class).toInstance(new VoidUsage(new FindUsage(gate), gate));
      bind(MoveUsage.class).toInstance(new MoveUsage(store.operations(), PurgeRule.DEFAULT, clock));
      bind(CostBook.class).toInstance(store.costBook());
      bind(FixedCosts.class).toInstance(store.fixedCosts());
      bind(PlanFixedCosts.class).toInstance(new PlanFixedCosts(store.fixedCosts()));
      bind(PostFixedCosts.class)
          .toInstance(new PostFixedCosts(store.fixedCosts(), BusinessZone.SAO_PAULO, clock));
      bind(CollectCost.class)
          .toInstance(
              new CollectCost(
                  store.operations(), new CostCalendar(BusinessZone.SAO_PAULO, 6), clock));
      bind(CostReports.class).toInstance(store.costReports());
      bind(AllocationRules.class).toInstance(store.allocationRules());
      bind(AllocationBook.class).toInstance(store.allocationBook());
      bind(Months.class).toInstance(store.months());
      bind(OrderAllocation.class)
          .toInstance(
              new OrderAllocation(
                  store.operations(), store.months(), BusinessZone.SAO_PAULO, clock));
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
          gate, new ReportReader(AcceptedWindow.DEFAULT, clock, new SplittableRandom(1)));
    }

    @Provides
    @Singleton
    FindUsage findUsage() {
      return new FindUsage(gate);
    }

    @Provides
    @Singleton
    ValidateLicense validateLicense() {
      return new ValidateLicense(
          store.licenses(), new ScriptedLicenseServer(), LookupPolicy.DEFAULT, clock);
    }
  }
}
