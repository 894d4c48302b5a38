package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.google.type.Date;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationDifference;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationRun;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CompareAllocationRunsResponse;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.EndAllocationRuleRequest;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ListAllocationRulesRequest;
import com.totvs.billing.v1.ListAllocationRulesResponse;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationRunsResponse;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import io.grpc.Channel;
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

/// Divides a month's cost, and shows what came of it.
@Command(
    name = "allocate",
    description = {
      "Divides a month's cost among those who used what it paid for, and shows the runs, their"
          + " lines and the rules.",
      "run divides a --month. rules, create and end are about rules. runs, lines, explain and"
          + " compare show what was divided."
    })
final class AllocateCommand implements Callable<Integer> {

  /// What to do.
  enum What implements Action {
    run("--month --dry-run --no-wait --request-id"),
    runs("--month --limit"),
    lines("--month --run --solution --application --customer --limit"),
    explain("--line"),
    compare("--run --other --limit"),
    rules("--limit"),
    create(RuleOptions.OF_CREATE),
    end("--id --month");

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
  @Mixin private final RuleOptions rule = new RuleOptions();
  @Mixin private final Waiting waiting = new Waiting();
  @Mixin private final Limit limit = new Limit(100);
  @Mixin private final Printed printed = new Printed();

  @Parameters(
      paramLabel = "ACTION",
      arity = "0..1",
      description = "One of ${COMPLETION-CANDIDATES}. Default: run.")
  private What action = What.run;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = {
        "run, runs, lines: the month. create: the first month of the rule.",
        "end: its last one."
      })
  private Optional<String> month = Optional.empty();

  @Option(names = "--dry-run", description = "run: tell the outcome, and keep nothing.")
  private boolean dryRun;

  @Option(
      names = "--run",
      paramLabel = "N",
      description = "lines, compare: this run. Default of lines: the one reported of the month.")
  private long run;

  @Option(names = "--other", paramLabel = "N", description = "compare: with this run.")
  private long other;

  @Option(names = "--line", paramLabel = "ID", description = "explain: such as 7-1-2.")
  private String line = "";

  @Option(names = "--solution", paramLabel = "ID", description = "lines: of this one.")
  private String solution = "";

  @Option(names = "--application", paramLabel = "ID", description = "lines: of this one.")
  private String application = "";

  @Option(names = "--customer", paramLabel = "CODE", description = "lines: of this one.")
  private String customer = "";

  AllocateCommand(Map<String, String> environment) {
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
      case run -> run(channel, allocations);
      case runs -> runs(allocations);
      case lines -> lines(allocations);
      case explain -> explain(allocations);
      case compare -> compare(allocations);
      case rules -> rules(allocations);
      case create -> rules(List.of(create(allocations)));
      case end -> rules(List.of(end(allocations)));
    };
  }

  private int run(Channel channel, AllocationServiceBlockingStub allocations) {
    AllocateCostRequest request =
        AllocateCostRequest.newBuilder()
            .setMonth(requiredMonth())
            .setDryRun(dryRun)
            .setRequestId(waiting.requestId())
            .build();
    return waiting.end(
        channel, allocations.allocateCost(request).getOperation(), printed, this::outcome);
  }

  private int outcome(Operation operation) {
    return print(
        AllocationRow.BALANCES,
        AllocationRow.of(
            Followed.unpacked(operation.getResponse(), AllocateCostResult.class)
                .orElseThrow()
                .getOutcome()));
  }

  private int runs(AllocationServiceBlockingStub allocations) {
    ListAllocationRunsRequest.Builder request = ListAllocationRunsRequest.newBuilder();
    month().ifPresent(request::setMonth);
    List<AllocationRun> runs =
        limit.rows(
            (size, token) ->
                allocations.listAllocationRuns(
                    request.setPageSize(size).setPageToken(token).build()),
            ListAllocationRunsResponse::getAllocationRunsList,
            ListAllocationRunsResponse::getNextPageToken);
    return print(AllocationRow.RUNS, runs.stream().map(AllocationRow::of).toList());
  }

  private int lines(AllocationServiceBlockingStub allocations) {
    ListAllocationsRequest.Builder request =
        ListAllocationsRequest.newBuilder()
            .setRun(run)
            .setSolutionProjectId(solution)
            .setApplicationProjectId(application)
            .setCustomerCode(customer);
    if (run == 0) {
      request.setMonth(requiredMonth());
    }
    List<Allocation> lines =
        limit.rows(
            (size, token) ->
                allocations.listAllocations(request.setPageSize(size).setPageToken(token).build()),
            ListAllocationsResponse::getAllocationsList,
            ListAllocationsResponse::getNextPageToken);
    return print(AllocationRow.LINES, lines.stream().map(AllocationRow::of).toList());
  }

  private int explain(AllocationServiceBlockingStub allocations) {
    return print(
        List.of("what", "value"),
        Explained.rows(
            allocations.explainAllocation(
                ExplainAllocationRequest.newBuilder().setAllocationId(line).build())));
  }

  private int compare(AllocationServiceBlockingStub allocations) {
    CompareAllocationRunsRequest.Builder request =
        CompareAllocationRunsRequest.newBuilder().setRun(run).setOtherRun(other);
    List<AllocationDifference> differences =
        limit.rows(
            (size, token) ->
                allocations.compareAllocationRuns(
                    request.setPageSize(size).setPageToken(token).build()),
            CompareAllocationRunsResponse::getDifferencesList,
            CompareAllocationRunsResponse::getNextPageToken);
    return print(AllocationRow.DIFFERENCES, differences.stream().map(AllocationRow::of).toList());
  }

  private int rules(AllocationServiceBlockingStub allocations) {
    ListAllocationRulesRequest.Builder request = ListAllocationRulesRequest.newBuilder();
    return rules(
        limit.rows(
            (size, token) ->
                allocations.listAllocationRules(
                    request.setPageSize(size).setPageToken(token).build()),
            ListAllocationRulesResponse::getAllocationRulesList,
            ListAllocationRulesResponse::getNextPageToken));
  }

  private int rules(List<AllocationRule> rules) {
    return print(AllocationRow.RULES, rules.stream().map(AllocationRow::of).toList());
  }

  private AllocationRule create(AllocationServiceBlockingStub allocations) {
    return allocations
        .createAllocationRule(
            CreateAllocationRuleRequest.newBuilder()
                .setAllocationRule(rule.rule(spec).setFirstMonth(requiredMonth()))
                .build())
        .getAllocationRule();
  }

  private AllocationRule end(AllocationServiceBlockingStub allocations) {
    return allocations
        .endAllocationRule(
            EndAllocationRuleRequest.newBuilder()
                .setRuleId(rule.id())
                .setLastMonth(requiredMonth())
                .build())
        .getAllocationRule();
  }

  private Date requiredMonth() {
    return MonthText.required(spec, "--month", month);
  }

  private Optional<Date> month() {
    return MonthText.read(spec, "--month", month);
  }

  private int print(List<String> names, List<List<Object>> rows) {
    printed.print(spec.commandLine().getOut(), names, rows);
    return ExitCode.OK;
  }
}
