package com.totvs.billing.bootstrap.program;

import com.google.inject.Module;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.bootstrap.settings.ServerSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.telemetry.JobMetrics;
import com.totvs.billing.bootstrap.telemetry.Telemetry;
import com.totvs.billing.grpc.GrpcModule;
import java.time.Clock;
import java.util.List;

/// Starts Billing, in this process.
public final class Program {
  private Program() {}

  /// Starts everything and returns once calls are answered.
  ///
  /// @param extra modules that add to ours, such as an endpoint of a benchmark
  /// @throws IllegalStateException when a part cannot be trusted or is in use, with what to do
  public static RunningBilling start(Settings settings, Module... extra) {
    Assembly assembly = new Assembly(settings, false, List.of(extra));
    try {
      return start(settings, assembly);
    } catch (RuntimeException e) {
      closeAfter(assembly, e);
      throw e;
    }
  }

  // Stopped in this order: calls are drained, jobs end, what is queued is committed, telemetry is
  // sent.
  private static RunningBilling start(Settings settings, Assembly assembly) {
    Storage storage = assembly.part(Storage.class);
    GrpcModule.Server server = assembly.part(GrpcModule.Server.class);
    Jobs jobs = assembly.part(Jobs.class);
    StorageWatch watch = new StorageWatch(storage, server::serving);
    assembly.closeFirst(storage);
    storage.open();
    DtaCosts.provide(assembly.part(FixedCosts.class), settings, assembly.part(Clock.class));
    assembly.part(Telemetry.class).start();
    assembly.closeFirst(jobs);
    assembly.closeFirst(watch);
    assembly.closeFirst(() -> server.stop(settings.get(ServerSettings.DRAIN)));
    server.start();
    watch.start();
    JobMetrics metrics = assembly.part(JobMetrics.class);
    jobs.start(new Schedule(assembly, settings).jobs().stream().map(metrics::counted).toList());
    return new RunningBilling(settings, assembly, server.port());
  }

  private static void closeAfter(Assembly assembly, RuntimeException e) {
    try {
      assembly.close();
    } catch (RuntimeException again) {
      e.addSuppressed(again);
    }
  }
}
