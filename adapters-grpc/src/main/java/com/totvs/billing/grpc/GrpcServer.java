package com.totvs.billing.grpc;

import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.access.Permissions;
import com.totvs.billing.grpc.telemetry.CallSurroundings;
import com.totvs.billing.grpc.telemetry.Calls;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts, tells its health, drains and stops. Each call runs on a virtual thread of its own, so
/// the code below may block.
final class GrpcServer implements GrpcModule.Server {
  private static final Duration CANCELLED_CALLS_END_WITHIN = Duration.ofSeconds(5);

  private final Server server;
  private final HealthStatusManager health = new HealthStatusManager();
  private volatile boolean serving;

  GrpcServer(
      ServerBuilder<?> transport,
      Collection<BindableService> endpoints,
      Authentication authentication,
      boolean reflection,
      OpenTelemetry telemetry) {
    List<ServerServiceDefinition> services = new ArrayList<>();
    services.add(health.getHealthService().bindService());
    if (reflection) {
      services.add(ProtoReflectionServiceV1.newInstance().bindService());
    }
    for (BindableService endpoint : endpoints) {
      ServerServiceDefinition service = endpoint.bindService();
      Permissions.requireComplete(service.getServiceDescriptor());
      services.add(service);
    }
    // Not an executor service: it would keep a register of threads that nobody reads.
    transport.executor(Thread::startVirtualThread);
    transport.intercept(authentication).intercept(new CallSurroundings());
    transport.addStreamTracerFactory(new Calls(telemetry, methods(services)));
    services.forEach(transport::addService);
    server = transport.build();
    serving(false);
    showServing(telemetry);
  }

  private static List<String> methods(List<ServerServiceDefinition> services) {
    return services.stream()
        .flatMap(service -> service.getServiceDescriptor().getMethods().stream())
        .map(MethodDescriptor::getFullMethodName)
        .toList();
  }

  private void showServing(OpenTelemetry telemetry) {
    var _ =
        telemetry
            .getMeter(Calls.SCOPE)
            .gaugeBuilder("billing.serving")
            .ofLongs()
            .setUnit("1")
            .setDescription("1 while usage is taken in, 0 while it is refused.")
            .buildWithCallback(now -> now.record(serving ? 1 : 0));
  }

  @Override
  public void start() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public void serving(boolean serving) {
    this.serving = serving;
    ServingStatus status = serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    server
        .getImmutableServices()
        .forEach(service -> health.setStatus(service.getServiceDescriptor().getName(), status));
  }

  @Override
  public void stop(Duration grace) {
    serving = false;
    if (!server.isShutdown()) {
      health.enterTerminalState();
      server.shutdown();
    }
    try {
      if (!ended(grace)) {
        server.shutdownNow();
        ended(CANCELLED_CALLS_END_WITHIN);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(Duration within) throws InterruptedException {
    return server.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
  }
}
