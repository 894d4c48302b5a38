package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.totvs.billing.v1.AdminServiceGrpc;
import com.totvs.billing.v1.RebuildTotalsRequest;
import com.totvs.billing.v1.RebuildTotalsResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Makes totals anew from the records.
@Command(
    name = "rebuild-totals",
    description = {
      "Makes totals anew from the records; of all usage unless a period is named.",
      "days_changed tells how many days' totals were wrong."
    })
final class RebuildTotalsCommand implements Callable<Integer> {
  @Mixin private final Server server;
  @Mixin private final When when = new When();
  @Mixin private final Waiting waiting = new Waiting();
  @Mixin private final Printed printed = new Printed();

  RebuildTotalsCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    RebuildTotalsRequest.Builder request =
        RebuildTotalsRequest.newBuilder().setRequestId(waiting.requestId());
    when.period().ifPresent(request::setPeriod);
    return server.call(
        channel ->
            waiting.end(
                channel,
                AdminServiceGrpc.newBlockingStub(channel)
                    .rebuildTotals(request.build())
                    .getOperation(),
                printed,
                this::print));
  }

  private int print(Operation ended) {
    RebuildTotalsResult result =
        Followed.unpacked(ended.getResponse(), RebuildTotalsResult.class).orElseThrow();
    return printed.print(
        List.of("days", "days_changed"),
        List.of(List.of(result.getDays(), result.getDaysChanged())));
  }
}
