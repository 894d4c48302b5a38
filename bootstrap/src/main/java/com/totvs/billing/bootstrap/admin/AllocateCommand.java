package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.google.type.Date;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocateCostResult;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.EndAllocationRuleRequest;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ExplainAllocationResponse;
import com.totvs.billing.v1.ListAllocationRulesRequest;
import com.totvs.billing.v1.ListAllocationRunsRequest;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListAllocationsResponse;
import com.totvs.billing.v1.MeterQuantities;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.List;
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
  private static final int PAGE = 1_000;

  /// What to do.
  enum Action {
    run,
    runs,
    lines,
    explain,
    compare,
    rules,
    create,
    end
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final RuleOptions rule = new RuleOptions();
  @Mixin private final Printed printed = new Printed();

  @Parameters(
      paramLabel = "ACTION",
      arity = "0..1",
      description = "One of ${COMPLETION-CANDIDATES}. Default: run.")
  private Action action = Action.run;

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

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most rows. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  AllocateCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
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
    Operation operation =
        Followed.toItsEnd(
            channel,
            allocations
                .allocateCost(
                    AllocateCostRequest.newBuilder()
                        .setMonth(requiredMonth())
                        .setDryRun(dryRun)
                        .setRequestId(UUID.randomUUID().toString())
                        .build())
                .getOperation());
    if (operation.hasError()) {
      return failed(spec, operation);
    }
    return print(
        AllocationRow.BALANCES,
        AllocationRow.of(
            Followed.unpacked(operation.getResponse(), AllocateCostResult.class)
                .orElseThrow()
                .getOutcome()));
  }

  /// Tells why an operation failed.
  static int failed(CommandSpec spec, Operation operation) {
    spec.commandLine()
        .getErr()
        .println("billing: " + operation.getName() + ": " + operation.getError().getMessage());
    return ExitCode.SOFTWARE;
  }

  private int runs(AllocationServiceBlockingStub allocations) {
    ListAllocationRunsRequest.Builder request =
        ListAllocationRunsRequest.newBuilder().setPageSize(rows());
    month().ifPresent(request::setMonth);
    return print(
        AllocationRow.RUNS,
        allocations.listAllocationRuns(request.build()).getAllocationRunsList().stream()
            .map(AllocationRow::of)
            .toList());
  }

  private int lines(AllocationServiceBlockingStub allocations) {
    ListAllocationsRequest.Builder request =
        ListAllocationsRequest.newBuilder()
            .setRun(run)
            .setSolutionProjectId(solution)
            .setApplicationProjectId(application)
            .setCustomerCode(customer)
            .setPageSize(rows());
    if (run == 0) {
      request.setMonth(requiredMonth());
    }
    List<Allocation> lines = new ArrayList<>();
    ListAllocationsResponse page;
    do {
      page = allocations.listAllocations(request.build());
      lines.addAll(page.getAllocationsList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty() && lines.size() < limit);
    return print(AllocationRow.LINES, lines.stream().limit(limit).map(AllocationRow::of).toList());
  }

  private int explain(AllocationServiceBlockingStub allocations) {
    ExplainAllocationResponse told =
        allocations.explainAllocation(
            ExplainAllocationRequest.newBuilder().setAllocationId(line).build());
    List<List<Object>> rows = new ArrayList<>();
    List<Object> row = AllocationRow.of(told.getAllocation());
    for (int i = 0; i < row.size(); i++) {
      rows.add(List.of(AllocationRow.LINES.get(i), row.get(i)));
    }
    rows.add(List.of("month sum, exact", told.getExactAmount().getValue()));
    rows.add(List.of("month sum", CostRow.amount(told.getAmount())));
    rows.add(List.of("rule divides", AllocationRow.of(told.getAllocationRule()).get(3)));
    rows.add(List.of("payer used", text(told.getPayerUsage())));
    rows.add(List.of("carriers used", text(told.getCarriersUsage())));
    return print(List.of("what", "value"), rows);
  }

  private static String text(MeterQuantities used) {
    return "%,d calls, %,d input tokens, %,d output tokens, %,d image KB"
        .formatted(
            used.getCalls(), used.getInputTokens(), used.getOutputTokens(), used.getImageSizeKb());
  }

  private int compare(AllocationServiceBlockingStub allocations) {
    return print(
        AllocationRow.DIFFERENCES,
        allocations
            .compareAllocationRuns(
                CompareAllocationRunsRequest.newBuilder()
                    .setRun(run)
                    .setOtherRun(other)
                    .setPageSize(rows())
                    .build())
            .getDifferencesList()
            .stream()
            .map(AllocationRow::of)
            .toList());
  }

  private int rules(AllocationServiceBlockingStub allocations) {
    return rules(
        allocations
            .listAllocationRules(
                ListAllocationRulesRequest.newBuilder().setPageSize(rows()).build())
            .getAllocationRulesList());
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

  private int rows() {
    return Math.clamp(limit, 1, PAGE);
  }

  private int print(List<String> names, List<List<Object>> rows) {
    printed.print(spec.commandLine().getOut(), names, rows);
    return ExitCode.OK;
  }
}
