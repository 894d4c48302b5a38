package com.totvs.billing.grpc;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.memory.InMemoryJobs;
import com.totvs.billing.application.memory.ScriptedLicenseServer;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Optional;

/// The module as the program wires it, on a free port of 127.0.0.1 and over the ports in memory.
public final class LoopbackServer implements AutoCloseable {
  public final SettableClock clock = new SettableClock();
  public final InMemoryBilling store = new InMemoryBilling(clock);
  public final GatedJournal gate = new GatedJournal(store.journal());
  public final GrpcModule.Server server;
  public final ManagedChannel channel;

  public LoopbackServer(boolean reflection) {
    this(reflection, Optional.empty());
  }

  public LoopbackServer(boolean reflection, Optional<GrpcModule.Tls> tls) {
    GrpcModule.Config config =
        new GrpcModule.Config(
            "127.0.0.1", 0, tls, reflection, TestTokens.expected(), WireExamples.FOCUS);
    Injector injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new GrpcModule(config),
            new UseCases(
                clock,
                store,
                gate,
                new ScriptedLicenseServer(),
                new InMemoryJobs(clock),
                OpenTelemetry.noop()));
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
}
