package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.google.type.Date;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CloseMonthResult;
import com.totvs.billing.v1.CloseObstacle;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.ReopenMonthRequest;
import io.grpc.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Closes a month, and reopens one.
@Command(
    name = "close",
    description = {
      "Closes a month: its cost is divided once more, and its lines never change again.",
      "months lists them; reopen opens the latest closed one again.",
      "Ends with 1 when something is in the way, and names all of it."
    })
final class CloseCommand implements Callable<Integer> {

  /// What to do.
  enum Action {
    close,
    months,
    reopen
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Printed printed = new Printed();

  @Parameters(
      paramLabel = "ACTION",
      arity = "0..1",
      description = "One of ${COMPLETION-CANDIDATES}. Default: close.")
  private Action action = Action.close;

  @Option(names = "--month", paramLabel = "YYYY-MM", description = "close, reopen: the month.")
  private Optional<String> month = Optional.empty();

  @Option(names = "--dry-run", description = "close: name what is in the way, and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--accept-unsettled",
      description = "close: usage that waits or is set aside is known, and may stay so.")
  private boolean acceptUnsettled;

  @Option(
      names = "--force",
      description = "close: in spite of cost that is not final or not posted. Needs a --reason.")
  private boolean force;

  @Option(names = "--reason", paramLabel = "TEXT", description = "close --force, reopen: why.")
  private String reason = "";

  CloseCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    return server.call(this::call);
  }

  private int call(Channel channel) {
    AllocationServiceBlockingStub allocations = AllocationServiceGrpc.newBlockingStub(channel);
    return switch (action) {
      case close -> close(channel, allocations);
      case months -> months(allocations);
      case reopen -> reopen(allocations);
    };
  }

  private int close(Channel channel, AllocationServiceBlockingStub allocations) {
    Operation operation =
        Followed.toItsEnd(
            channel,
            allocations
                .closeMonth(
                    CloseMonthRequest.newBuilder()
                        .setMonth(requiredMonth())
                        .setDryRun(dryRun)
                        .setAcceptUnsettled(acceptUnsettled)
                        .setForce(force)
                        .setReason(reason)
                        .setRequestId(UUID.randomUUID().toString())
                        .build())
                .getOperation());
    if (operation.hasError()) {
      return AllocateCommand.failed(spec, operation);
    }
    CloseMonthResult result =
        Followed.unpacked(operation.getResponse(), CloseMonthResult.class).orElseThrow();
    return dryRun
        ? print(
            List.of("obstacle", "detail"),
            result.getObstaclesList().stream().map(CloseCommand::row).toList())
        : print(AllocationRow.BALANCES, AllocationRow.of(result.getOutcome()));
  }

  private static List<Object> row(CloseObstacle obstacle) {
    return List.of(
        obstacle
            .getKind()
            .name()
            .substring("CLOSE_OBSTACLE_KIND_".length())
            .toLowerCase(Locale.ROOT),
        obstacle.getDetail());
  }

  private int months(AllocationServiceBlockingStub allocations) {
    return print(
        AllocationRow.MONTHS,
        allocations
            .listMonths(ListMonthsRequest.newBuilder().setPageSize(1_000).build())
            .getCostMonthsList()
            .stream()
            .map(AllocationRow::of)
            .toList());
  }

  private int reopen(AllocationServiceBlockingStub allocations) {
    return print(
        AllocationRow.MONTHS,
        List.of(
            AllocationRow.of(
                allocations
                    .reopenMonth(
                        ReopenMonthRequest.newBuilder()
                            .setMonth(requiredMonth())
                            .setReason(reason)
                            .build())
                    .getCostMonth())));
  }

  private Date requiredMonth() {
    return MonthText.required(spec, "--month", month);
  }

  private int print(List<String> names, List<List<Object>> rows) {
    printed.print(spec.commandLine().getOut(), names, rows);
    return ExitCode.OK;
  }
}
