package com.totvs.billing.grpc;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.util.Modules;
import com.totvs.billing.application.Examples;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.allocation.CheckClosings;
import com.totvs.billing.application.allocation.RunAllocation;
import com.totvs.billing.application.cost.AzureAnswer;
import com.totvs.billing.application.cost.Bills;
import com.totvs.billing.application.cost.RunCollect;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.memory.InMemoryJobs;
import com.totvs.billing.application.memory.ScriptedLicenseServer;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.report.RunRebuild;
import com.totvs.billing.application.report.RunSelfCheck;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.grpc.access.Authentication;
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
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The whole of this module over the ports in memory, behind an in-process channel.
public final class TestServer implements AutoCloseable {
  public static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final CostCalendar CALENDAR = new CostCalendar(BusinessZone.SAO_PAULO, 6);

  /// What Azure answers.
  public volatile AzureAnswer azure = new AzureAnswer.Told(List.of());

  public final SettableClock clock = new SettableClock();
  public final InMemoryBilling store = new InMemoryBilling(clock);
  public final ScriptedLicenseServer licenseServer = new ScriptedLicenseServer();
  public final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();
  public final InMemoryJobs jobs = new InMemoryJobs(clock);
  public final GrpcModule.Server server;
  public final ManagedChannel channel;
  private final Set<BindableService> endpoints;

  public TestServer() {
    this(TestTokens.expected());
  }

  public TestServer(GrpcModule.Tokens tokens) {
    this(tokens, null);
  }

  /// @param journal instead of the one in memory, where given
  public TestServer(GrpcModule.Tokens tokens, @Nullable UsageJournal journal) {
    String name = "billing-" + ThreadLocalRandom.current().nextLong();
    Ticker ticker = () -> Duration.between(Examples.NOW, clock.instant()).toNanos();
    Injector injector =
        Guice.createInjector(
            Modules.override(new GrpcModule(config(tokens)))
                .with(binder -> binder.bind(Ticker.class).toInstance(ticker)),
            new UseCases(
                clock,
                store,
                journal == null ? store.journal() : journal,
                licenseServer,
                jobs,
                telemetry.getOpenTelemetry()));
    endpoints = injector.getInstance(new Key<Set<BindableService>>() {});
    server =
        new GrpcServer(
            InProcessServerBuilder.forName(name),
            endpoints,
            injector.getInstance(Authentication.class),
            true,
            telemetry.getOpenTelemetry());
    server.start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  private static GrpcModule.Config config(GrpcModule.Tokens tokens) {
    return new GrpcModule.Config(
        "127.0.0.1", 0, Optional.empty(), true, tokens, WireExamples.FOCUS);
  }

  /// Records calls of a solution in October 2026.
  public void useInOctober(LicenseId license, Solution solution, int calls) {
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
  public void runOperations() {
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
  public List<String> serviceNames() {
    return endpoints.stream()
        .map(endpoint -> endpoint.bindService().getServiceDescriptor().getName())
        .toList();
  }

  /// The channel, with a token.
  public Channel as(String token) {
    return ClientInterceptors.intercept(channel, bearer(token));
  }

  public UsageServiceGrpc.UsageServiceBlockingStub usage(String token) {
    return UsageServiceGrpc.newBlockingStub(channel).withInterceptors(bearer(token));
  }

  public LicenseServiceGrpc.LicenseServiceBlockingStub licenses(String token) {
    return LicenseServiceGrpc.newBlockingStub(channel).withInterceptors(bearer(token));
  }

  public CatalogServiceGrpc.CatalogServiceBlockingStub catalog(String token) {
    return CatalogServiceGrpc.newBlockingStub(channel).withInterceptors(bearer(token));
  }

  public static ClientInterceptor bearer(String token) {
    return authorization("Bearer " + token);
  }

  public static ClientInterceptor authorization(String value) {
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
