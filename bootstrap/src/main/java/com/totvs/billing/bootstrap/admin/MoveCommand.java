package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.totvs.billing.v1.Period;
import io.grpc.Channel;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Moves a period of usage, and waits until it is done.
abstract class MoveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final When when = new When();
  @Mixin private final Waiting waiting = new Waiting();
  @Mixin private final Printed printed = new Printed();

  @Option(names = "--dry-run", description = "Count only.")
  private boolean dryRun;

  MoveCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  /// Asks the server for the move.
  abstract Operation begin(Channel channel, Period period, boolean dryRun, String requestId);

  @Override
  public final Integer call() throws Exception {
    Period period = when.required();
    return server.call(
        channel ->
            waiting.end(
                channel,
                begin(channel, period, dryRun, waiting.requestId()),
                printed,
                moved -> Moved.print(spec.commandLine().getOut(), printed, moved)));
  }
}
