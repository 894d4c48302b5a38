package com.totvs.billing.bootstrap.command;

import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.ServerSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs Billing until it is told to stop.
@Command(
    name = "serve",
    description = {
      "Answers calls until SIGTERM or SIGINT; then drains them, commits what is queued and ends.",
      "Without settings it runs on an embedded PostgreSQL, a stand-in License Server and a"
          + " development key."
    })
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final SettingsSource source;

  ServeCommand(Map<String, String> environment) {
    this.source = new SettingsSource(environment);
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = source.read();
    RunningBilling billing = Program.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(billing::close, "stop"));
    greet(settings, billing);
    billing.awaitClose();
    return ExitCode.OK;
  }

  private void greet(Settings settings, RunningBilling billing) {
    PrintWriter out = spec.commandLine().getOut();
    boolean tls = settings.get(ServerSettings.TLS_CERTIFICATE).isPresent();
    String address = billing.host() + ":" + billing.port();
    out.println("Billing listens on " + address + (tls ? " (TLS)" : ""));
    out.println();
    out.println("  a token:  export TOKEN=$(./billing token)");
    out.println(
        "  a call:   grpcurl "
            + (tls ? "" : "-plaintext ")
            + "-H \"authorization: Bearer $TOKEN\" "
            + address
            + " totvs.billing.v1.UsageService/ListUsage");
    out.println(
        "  health:   grpcurl "
            + (tls ? "" : "-plaintext ")
            + address
            + " grpc.health.v1.Health/Check");
    billing.metrics().ifPresent(at -> out.println("  metrics:  " + at));
    out.println("  to stop:  Ctrl-C");
    out.flush();
  }
}
