package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.google.type.Date;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.Obstacle;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CloseMonthResult;
import com.totvs.billing.v1.CloseObstacle;
import com.totvs.billing.v1.CostMonth;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.ListMonthsResponse;
import com.totvs.billing.v1.ReopenMonthRequest;
import io.grpc.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

/// Closes a month, and reopens one.
@Command(
    name = "close",
    description = {
      "Closes a month: its cost is divided once more, and its lines never change again.",
      "months lists them; reopen opens the latest closed one again.",
      "Ends with 1 when something is in the way, and names all of it; with --dry-run too."
    })
final class CloseCommand implements Callable<Integer> {

  /// What to do.
  enum What implements Action {
    close("--month --dry-run --accept-unsettled --force --reason --no-wait --request-id"),
    months("--limit"),
    reopen("--month --reason");

    private final String options;

    What(String options) {
      this.options = options;
    }

    @Override
    public String options() {
      return options;
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Waiting waiting = new Waiting();
  @Mixin private final Limit limit = new Limit(100);
  @Mixin private final Printed printed = new Printed();

  @Parameters(
      paramLabel = "ACTION",
      arity = "0..1",
      description = "One of ${COMPLETION-CANDIDATES}. Default: close.")
  private What action = What.close;

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
    Action.requireOwnOptions(spec, action);
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
    CloseMonthRequest request =
        CloseMonthRequest.newBuilder()
            .setMonth(requiredMonth())
            .setDryRun(dryRun)
            .setAcceptUnsettled(acceptUnsettled)
            .setForce(force)
            .setReason(reason)
            .setRequestId(waiting.requestId())
            .build();
    return waiting.end(
        channel, allocations.closeMonth(request).getOperation(), printed, this::outcome);
  }

  private int outcome(Operation operation) {
    CloseMonthResult result =
        Followed.unpacked(operation.getResponse(), CloseMonthResult.class).orElseThrow();
    return dryRun
        ? obstacles(result.getObstaclesList())
        : printed.print(AllocationRow.BALANCES, AllocationRow.of(result.getOutcome()));
  }

  private int obstacles(List<CloseObstacle> obstacles) {
    int ended =
        printed.print(
            List.of("obstacle", "detail"), obstacles.stream().map(CloseCommand::row).toList());
    return obstacles.stream().allMatch(this::overlooked) ? ended : ExitCode.SOFTWARE;
  }

  // A kind that is not known here is in the way.
  private boolean overlooked(CloseObstacle obstacle) {
    CloseTerms terms = new CloseTerms(acceptUnsettled, force, reason);
    return Arrays.stream(Obstacle.Kind.values())
        .filter(kind -> kind.number() == obstacle.getKindValue())
        .anyMatch(kind -> new Obstacle(kind, obstacle.getDetail()).overlooked(terms));
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
    ListMonthsRequest.Builder request = ListMonthsRequest.newBuilder();
    List<CostMonth> months =
        limit.rows(
            (size, token) ->
                allocations.listMonths(request.setPageSize(size).setPageToken(token).build()),
            ListMonthsResponse::getCostMonthsList,
            ListMonthsResponse::getNextPageToken);
    return printed.print(AllocationRow.MONTHS, months.stream().map(AllocationRow::of).toList());
  }

  private int reopen(AllocationServiceBlockingStub allocations) {
    return printed.print(
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
}
