package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.FixedCost;
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

/// Shows what the platform costs, has Azure's cost collected, and plans fixed costs.
@Command(
    name = "cost",
    description = {
      "Shows what the platform costs (sources, items, revisions, fixed), has it collected or posted"
          + " (collect, post), and plans fixed costs (create, end).",
      "A collection that fails ends with 1."
    })
final class CostCommand implements Callable<Integer> {

  /// What to do.
  enum What implements Action {
    sources(""),
    items("--month --revision --limit"),
    revisions("--month --limit"),
    fixed("--limit"),
    collect("--month --no-wait --request-id"),
    post(""),
    create("--id --description --amount --currency --once --solution --month"),
    end("--id --month"),
    report("--month --last-month --solution --by --limit"),
    export("--month --last-month --solution --format --file");

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
  @Mixin private final FixedCostOptions fixedCost = new FixedCostOptions();
  @Mixin private final CostReportOptions reported = new CostReportOptions();
  @Mixin private final Waiting waiting = new Waiting();
  @Mixin private final Limit limit = new Limit(100);
  @Mixin private final Printed printed = new Printed();

  @Parameters(paramLabel = "ACTION", description = "One of ${COMPLETION-CANDIDATES}.")
  private What action = What.sources;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = {
        "items, revisions, collect, report, export: the month; report and export need it.",
        "create: the first month. end: the last one.",
        "Default of collect: those that Azure may still change."
      })
  private Optional<String> month = Optional.empty();

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "items: as this revision told them. Default: the newest ones.")
  private long revision;

  @Option(
      names = "--solution",
      paramLabel = "ID",
      description = {
        "create: whose cost it is. Default: all solutions share it.",
        "report, export: what this one pays."
      })
  private String solution = "";

  CostCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    Action.requireOwnOptions(spec, action);
    return server.call(this::call);
  }

  private int call(Channel channel) {
    CollectedCost collected = new CollectedCost(channel, limit, printed);
    FixedCosts fixed = new FixedCosts(channel, limit, printed);
    return switch (action) {
      case sources -> collected.sources();
      case items -> collected.items(month(), revision);
      case revisions -> collected.revisions(month());
      case fixed -> fixed.list();
      case collect -> collected.collect(month(), waiting);
      case post -> fixed.post();
      case create -> fixed.create(cost());
      case end -> fixed.end(fixedCost.id(), requiredMonth());
      case report -> reported.report(spec).print(spec, channel, filter(), limit, printed);
      case export -> reported.export(spec).write(spec, channel, filter());
    };
  }

  private FixedCost.Builder cost() {
    return fixedCost.cost(spec).setFirstMonth(requiredMonth()).setSolutionProjectId(solution);
  }

  private CostFilter filter() {
    return reported.filter(spec, requiredMonth(), solution);
  }

  private Date requiredMonth() {
    return MonthText.required(spec, "--month", month);
  }

  private Optional<Date> month() {
    return MonthText.read(spec, "--month", month);
  }
}
