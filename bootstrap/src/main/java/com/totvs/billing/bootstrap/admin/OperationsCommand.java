package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.Timestamp;
import io.grpc.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows operations, waits for one or cancels one.
@Command(
    name = "operations",
    description = {
      "Lists operations, newest first; shows, waits for or cancels the one that is named.",
      "Waiting for one that fails or is cancelled ends with 1."
    })
final class OperationsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Printed printed = new Printed();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "One operation, such as operations/0199e3a1-0000-7000-8000-000000000001.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--wait", description = "Wait until it is over.")
  private boolean wait;

  @Option(names = "--cancel", description = "Ask for it to be ended.")
  private boolean cancel;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Such as: done = false AND method = \"PurgeUsage\".")
  private String filter = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most rows. Default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  OperationsCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    return server.call(
        channel -> name.map(one -> show(channel, one)).orElseGet(() -> list(channel)));
  }

  private int list(Channel channel) {
    print(
        OperationsGrpc.newBlockingStub(channel)
            .listOperations(
                ListOperationsRequest.newBuilder()
                    .setFilter(filter)
                    .setPageSize(Math.clamp(limit, 1, 1_000))
                    .build())
            .getOperationsList());
    return ExitCode.OK;
  }

  private int show(Channel channel, String one) {
    var operations = OperationsGrpc.newBlockingStub(channel);
    if (cancel) {
      var _ = operations.cancelOperation(CancelOperationRequest.newBuilder().setName(one).build());
    }
    Operation operation =
        operations.getOperation(GetOperationRequest.newBuilder().setName(one).build());
    if (wait) {
      operation = Followed.toItsEnd(channel, operation);
    }
    print(List.of(operation));
    return wait && operation.hasError() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void print(List<Operation> operations) {
    List<List<Object>> rows = new ArrayList<>();
    operations.forEach(one -> rows.add(row(one)));
    printed.print(
        spec.commandLine().getOut(),
        List.of("operation", "method", "state", "done", "total", "requested_by", "create_time"),
        rows);
  }

  private static List<Object> row(Operation operation) {
    return List.of(
        operation.getName(),
        operation.getMetadata().getTypeUrl().replaceAll(".*\\.(\\w+)Metadata", "$1"),
        state(operation),
        Followed.done(operation),
        Followed.total(operation),
        Followed.move(operation)
            .map(move -> move.getRequestedBy())
            .or(() -> Followed.work(operation).map(work -> work.getRequestedBy()))
            .or(() -> Followed.collecting(operation).map(work -> work.getRequestedBy()))
            .orElse(""),
        Followed.move(operation)
            .map(move -> time(move.getCreateTime()))
            .or(() -> Followed.work(operation).map(work -> time(work.getCreateTime())))
            .or(() -> Followed.collecting(operation).map(work -> time(work.getCreateTime())))
            .orElse(""));
  }

  private static String state(Operation operation) {
    if (!operation.getDone()) {
      return "running";
    }
    return operation.hasError() ? operation.getError().getMessage() : "done";
  }

  static String time(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
  }
}
