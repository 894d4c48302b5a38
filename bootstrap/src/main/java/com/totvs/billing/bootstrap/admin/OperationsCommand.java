package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.ListOperationsResponse;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// Shows operations, waits for one or cancels one.
@Command(
    name = "operations",
    description = {
      "Lists operations, newest first; shows, waits for or cancels the one that is named.",
      "Waiting for one that fails or is cancelled ends with 1."
    })
final class OperationsCommand implements Callable<Integer> {
  private static final List<String> OF_ONE = List.of("--wait", "--cancel");
  private static final List<String> OF_THE_LIST = List.of("--filter", "--limit");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Limit limit = new Limit(20);
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

  OperationsCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    requireOwnOptions();
    return server.call(
        channel -> name.map(one -> show(channel, one)).orElseGet(() -> list(channel)));
  }

  private void requireOwnOptions() {
    ParseResult given = spec.commandLine().getParseResult();
    List<String> others = name.isPresent() ? OF_THE_LIST : OF_ONE;
    others.stream()
        .filter(given::hasMatchedOption)
        .findFirst()
        .ifPresent(
            option -> {
              throw new ParameterException(
                  spec.commandLine(),
                  option + (name.isPresent() ? " goes without a NAME" : " needs a NAME"));
            });
  }

  private int list(Channel channel) {
    var operations = OperationsGrpc.newBlockingStub(channel);
    ListOperationsRequest.Builder request = ListOperationsRequest.newBuilder().setFilter(filter);
    print(
        limit.rows(
            (size, token) ->
                operations.listOperations(request.setPageSize(size).setPageToken(token).build()),
            ListOperationsResponse::getOperationsList,
            ListOperationsResponse::getNextPageToken));
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
      operation = Followed.toItsEnd(channel, operation, spec.commandLine().getErr());
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
    Progress progress = Progress.of(operation);
    return List.of(
        operation.getName(),
        operation.getMetadata().getTypeUrl().replaceAll(".*\\.(\\w+)Metadata", "$1"),
        state(operation),
        progress.done(),
        progress.total(),
        progress.requestedBy(),
        progress.createTime());
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
