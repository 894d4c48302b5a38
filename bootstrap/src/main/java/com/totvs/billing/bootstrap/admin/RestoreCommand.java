package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.PurgeServiceGrpc;
import com.totvs.billing.v1.RestoreUsageRequest;
import io.grpc.Channel;
import java.util.Map;
import picocli.CommandLine.Command;

/// Moves a period of usage back from history, and waits until it is done.
@Command(
    name = "restore",
    description = "Moves a period of usage back from history, and waits until it is done.")
final class RestoreCommand extends MoveCommand {
  RestoreCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  Operation begin(Channel channel, Period period, boolean dryRun, String requestId) {
    return PurgeServiceGrpc.newBlockingStub(channel)
        .restoreUsage(
            RestoreUsageRequest.newBuilder()
                .setPeriod(period)
                .setDryRun(dryRun)
                .setRequestId(requestId)
                .build())
        .getOperation();
  }
}
