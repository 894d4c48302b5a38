package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import io.grpc.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
  @Mixin private final LineOptions shown = new LineOptions();
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

  AllocateCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    Action.requireOwnOptions(spec, action);
    return server.call(this::call);
  }

  private int call(Channel channel) {
    AllocationRuns runs = new AllocationRuns(channel, limit, printed);
    AllocationLines lines = new AllocationLines(channel, limit, printed);
    AllocationRules rules = new AllocationRules(channel, limit, printed);
    return switch (action) {
      case run -> runs.allocate(requiredMonth(), dryRun, waiting);
      case runs -> runs.list(month());
      case lines -> lines.list(shown.lines(this::requiredMonth));
      case explain -> lines.explain(shown.line());
      case compare -> runs.compare(shown.run(), shown.other());
      case rules -> rules.list();
      case create -> rules.create(rule.rule(spec).setFirstMonth(requiredMonth()));
      case end -> rules.end(rule.id(), requiredMonth());
    };
  }

  private Date requiredMonth() {
    return MonthText.required(spec, "--month", month);
  }

  private Optional<Date> month() {
    return MonthText.read(spec, "--month", month);
  }
}
