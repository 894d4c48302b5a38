package com.totvs.billing.grpc;

import com.github.benmanes.caffeine.cache.Ticker;
import com.totvs.billing.application.Examples;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.allocation.CheckClosings;
import com.totvs.billing.application.allocation.ExplainAllocation;
import com.totvs.billing.application.allocation.OrderAllocation;
import com.totvs.billing.application.allocation.PlanAllocation;
import com.totvs.billing.application.allocation.RunAllocation;
import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.application.cost.Bills;
import com.totvs.billing.application.cost.CollectCost;
import com.totvs.billing.application.cost.PlanFixedCosts;
import com.totvs.billing.application.cost.PostFixedCosts;
import com.totvs.billing.application.cost.RunCollect;
import com.totvs.billing.application.license.LookupPolicy;
import com.totvs.billing.application.license.ValidateLicense;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.memory.InMemoryJobs;
import com.totvs.billing.application.memory.ScriptedLicenseServer;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.application.operation.WatchOperations;
import com.totvs.billing.application.purge.MoveUsage;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.report.CheckTotals;
import com.totvs.billing.application.report.RunRebuild;
import com.totvs.billing.application.report.RunSelfCheck;
import com.totvs.billing.application.usage.FindUsage;
import com.totvs.billing.application.usage.RecordUsage;
import com.totvs.billing.application.usage.ReportReader;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.application.usage.VoidUsage;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.purge.PurgeRule;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.v1.CatalogServiceGrpc;
import com.totvs.billing.v1.LicenseServiceGrpc;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The whole of this module over the ports in memory, behind an in-process channel.
final class TestServer implements AutoCloseable {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final CostCalendar CALENDAR = new CostCalendar(BusinessZone.SAO_PAULO, 6);

  /// What Azure answers.
  volatile AzureAnswer azure = new AzureAnswer.Told(List.of());

  final SettableClock clock = new SettableClock();
  final InMemoryBilling store = new InMemoryBilling(clock);
  final ScriptedLicenseServer licenseServer = new ScriptedLicenseServer();
  final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();
  final InMemoryJobs jobs = new InMemoryJobs(clock);
  final GrpcModule.Server server;
  final ManagedChannel channel;

  TestServer() {
    this(TestTokens.expected());
  }

  TestServer(GrpcModule.Tokens tokens) {
    this(tokens, null);
  }

  /// @param journal instead of the one in memory, where given
  TestServer(GrpcModule.Tokens tokens, @Nullable UsageJournal journal) {
    String name = "billing-" + ThreadLocalRandom.current().nextLong();
    VerificationKeys keys = new GrpcModule(config(tokens)).verificationKeys(clock);
    TokenReader reader = new TokenReader(tokens, keys, clock);
    Ticker ticker = () -> Duration.between(Examples.NOW, clock.instant()).toNanos();
    server =
        new GrpcServer(
            InProcessServerBuilder.forName(name),
            endpoints(journal == null ? store.journal() : journal),
            new Authentication(new VerifiedTokens(reader, clock, ticker)),
            true,
            telemetry.getOpenTelemetry());
    server.start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  private static GrpcModule.Config config(GrpcModule.Tokens tokens) {
    return new GrpcModule.Config(
        "127.0.0.1", 0, Optional.empty(), true, tokens, WireExamples.FOCUS);
  }

  private List<BindableService> endpoints(UsageJournal journal) {
    ReportReader reader = new ReportReader(AcceptedWindow.DEFAULT, clock, new SplittableRandom(1));
    return List.of(
        new UsageEndpoint(
            new RecordUsage(journal, reader),
            new FindUsage(journal),
            new VoidUsage(new FindUsage(journal), journal),
            journal,
            EmergencyKeyTypes.ALL_BUT_ZERO,
            BusinessZone.SAO_PAULO),
        new LicenseEndpoint(
            new ValidateLicense(store.licenses(), licenseServer, LookupPolicy.DEFAULT, clock),
            store.licenses(),
            store.emergencyKeys(),
            BusinessZone.SAO_PAULO,
            clock),
        new CatalogEndpoint(store.catalog()),
        new PurgeEndpoint(
            new MoveUsage(store.operations(), PurgeRule.DEFAULT, clock),
            store.history(),
            BusinessZone.SAO_PAULO),
        new ReportEndpoint(
            store.reports(),
            new UsageExports(
                journal,
                store.reports(),
                new RecordColumns(BusinessZone.SAO_PAULO, EmergencyKeyTypes.ALL_BUT_ZERO)),
            store.costReports(),
            new CostExports(store.allocationBook(), store.months(), store.catalog()),
            WireExamples.FOCUS,
            BusinessZone.SAO_PAULO),
        new AdminEndpoint(
            jobs, new CheckTotals(store.operations()), store.auditLog(), BusinessZone.SAO_PAULO),
        new CostEndpoint(
            new CollectCost(store.operations(), CALENDAR, clock),
            store.costBook(),
            new PlanFixedCosts(store.fixedCosts()),
            new PostFixedCosts(store.fixedCosts(), BusinessZone.SAO_PAULO, clock),
            store.fixedCosts()),
        new AllocationEndpoint(
            new OrderAllocation(store.operations(), store.months(), BusinessZone.SAO_PAULO, clock),
            new PlanAllocation(store.allocationRules(), Bills.BY_RESOURCE),
            new ExplainAllocation(
                store.allocationBook(), store.allocationRules(), store.costBook()),
            store.allocationRules(),
            store.allocationBook(),
            store.months(),
            BusinessZone.SAO_PAULO,
            clock),
        new OperationsEndpoint(new WatchOperations(store.operations())));
  }

  /// Records calls of a solution in October 2026.
  void useInOctober(LicenseId license, Solution solution, int calls) {
    Instant time = Instant.parse("2026-10-15T12:00:00Z");
    for (int i = 0; i < calls; i++) {
      var _ =
          store
              .journal()
              .append(
                  List.of(Examples.usage().by(solution).license(license).at(time).record()),
                  Examples.PATIENCE);
    }
  }

  /// Runs every operation that waits, as a node would.
  void runOperations() {
    RunAllocation allocation =
        new RunAllocation(
            store.allocationBook(),
            store.operations(),
            List.of(Bills.DTA),
            BusinessZone.SAO_PAULO,
            clock);
    RunMove move = new RunMove(store.history(), store.operations(), clock, 1_000);
    RunOperations operations =
        new RunOperations(
            store.operations(),
            Map.of(
                OperationKind.PURGE_USAGE,
                move,
                OperationKind.RESTORE_USAGE,
                move,
                OperationKind.REBUILD_TOTALS,
                new RunRebuild(store.dailyTotals(), store.operations(), clock),
                OperationKind.RUN_SELF_CHECK,
                new RunSelfCheck(
                    store.dailyTotals(),
                    new CheckClosings(store.allocationBook()),
                    store.operations(),
                    clock),
                OperationKind.ALLOCATE_COST,
                allocation,
                OperationKind.CLOSE_MONTH,
                allocation,
                OperationKind.COLLECT_AZURE_COST,
                new RunCollect(
                    (_, _, _) -> azure,
                    store.costBook(),
                    store.operations(),
                    List.of(Bills.DTA),
                    Bills.BY_RESOURCE,
                    CALENDAR,
                    clock)),
            clock);
    for (OperationKind.Line line : OperationKind.Line.values()) {
      boolean ran = operations.run(line);
      while (ran) {
        ran = operations.run(line);
      }
    }
  }

  /// The services that are served.
  List<String> serviceNames() {
    return endpoints(store.journal()).stream()
        .map(endpoint -> endpoint.bindService().getServiceDescriptor().getName())
        .toList();
  }

  /// The channel, with a token.
  Channel as(String token) {
    return ClientInterceptors.intercept(channel, bearer(token));
  }

  UsageServiceGrpc.UsageServiceBlockingStub usage(String token) {
    return UsageServiceGrpc.newBlockingStub(channel).withInterceptors(bearer(token));
  }

  LicenseServiceGrpc.LicenseServiceBlockingStub licenses(String token) {
    return LicenseServiceGrpc.newBlockingStub(channel).withInterceptors(bearer(token));
  }

  CatalogServiceGrpc.CatalogServiceBlockingStub catalog(String token) {
    return CatalogServiceGrpc.newBlockingStub(channel).withInterceptors(bearer(token));
  }

  static ClientInterceptor bearer(String token) {
    return authorization("Bearer " + token);
  }

  static ClientInterceptor authorization(String value) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, value);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.stop(Duration.ZERO);
  }
}
