package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.RunSelfCheckRequest;
import com.totvs.billing.v1.RunSelfCheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Compares totals with the records.
@Command(
    name = "self-check",
    description = {
      "Compares totals with the records, and looks for what must never be.",
      "Exits 0 only if everything is right."
    })
final class SelfCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final When when = new When();
  @Mixin private final Waiting waiting = new Waiting();
  @Mixin private final Printed printed = new Printed();

  SelfCheckCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    RunSelfCheckRequest.Builder request =
        RunSelfCheckRequest.newBuilder().setRequestId(waiting.requestId());
    when.period().ifPresent(request::setPeriod);
    return server.call(
        channel ->
            waiting.end(
                channel,
                AdminServiceGrpc.newBlockingStub(channel)
                    .runSelfCheck(request.build())
                    .getOperation(),
                printed,
                this::print));
  }

  private int print(Operation ended) {
    RunSelfCheckResult result =
        Followed.unpacked(ended.getResponse(), RunSelfCheckResult.class).orElseThrow();
    List<List<Object>> rows = new ArrayList<>();
    result
        .getFindingsList()
        .forEach(
            one ->
                rows.add(
                    List.of(one.getRight() ? "yes" : "NO", one.getSubject(), one.getDetail())));
    printed.print(spec.commandLine().getOut(), List.of("right", "subject", "detail"), rows);
    return result.getRight() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
