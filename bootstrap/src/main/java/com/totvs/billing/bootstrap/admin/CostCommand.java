package com.totvs.billing.bootstrap.admin;

import com.google.longrunning.Operation;
import com.google.protobuf.ByteString;
import com.google.type.Date;
import com.google.type.Money;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CostDimension;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.CostItemFilter;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceBlockingStub;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.EndFixedCostRequest;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ExportCostResponse;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListCostRevisionsRequest;
import com.totvs.billing.v1.ListCostSourcesRequest;
import com.totvs.billing.v1.ListFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsResponse;
import com.totvs.billing.v1.Recurrence;
import com.totvs.billing.v1.ReportServiceGrpc;
import io.grpc.Channel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
import picocli.CommandLine.ParameterException;
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
  enum Action {
    sources,
    items,
    revisions,
    fixed,
    collect,
    post,
    create,
    end,
    report,
    export
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Printed printed = new Printed();

  @Parameters(paramLabel = "ACTION", description = "One of ${COMPLETION-CANDIDATES}.")
  private Action action = Action.sources;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = {
        "items, revisions, collect: the month. create: the first month. end: the last one.",
        "Default of collect: those that Azure may still change."
      })
  private Optional<String> month = Optional.empty();

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "items: as this revision told them. Default: the newest ones.")
  private long revision;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most rows. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  @Option(names = "--id", paramLabel = "ID", description = "create, end: the fixed cost.")
  private String id = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "create: what it is for.")
  private String description = "";

  @Option(names = "--amount", paramLabel = "N", description = "create: such as 1500.00.")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "create: default ${DEFAULT-VALUE}.")
  private String currency = "BRL";

  @Option(names = "--once", description = "create: in its first month only.")
  private boolean once;

  @Option(
      names = "--solution",
      paramLabel = "ID",
      description = {
        "create: whose cost it is. Default: all solutions share it.",
        "report, export: what this one pays."
      })
  private String solution = "";

  @Option(
      names = "--last-month",
      paramLabel = "YYYY-MM",
      description = "report, export: until this month. Default: --month alone.")
  private Optional<String> lastMonth = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "DIMENSION",
      split = ",",
      description =
          "report: any of month, day, resource, resource_group, solution, application, customer.")
  private List<String> by = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "export: flat, focus_1_2 or focus_1_3. Default: ${DEFAULT-VALUE}.")
  private String format = "flat";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "export: default is standard output.")
  private Optional<Path> file = Optional.empty();

  CostCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    return server.call(this::call);
  }

  private int call(Channel channel) {
    CostServiceBlockingStub costs = CostServiceGrpc.newBlockingStub(channel);
    return switch (action) {
      case sources -> sources(costs);
      case items -> items(costs);
      case revisions -> revisions(costs);
      case fixed -> fixed(costs);
      case collect -> collect(channel, costs);
      case post -> post(costs);
      case create -> fixed(List.of(create(costs)));
      case end -> fixed(List.of(end(costs)));
      case report -> report(channel);
      case export -> export(channel);
    };
  }

  private int sources(CostServiceBlockingStub costs) {
    return print(
        List.of("resource_group", "last_success", "last_failure", "last_error"),
        costs
            .listCostSources(ListCostSourcesRequest.getDefaultInstance())
            .getCostSourcesList()
            .stream()
            .map(CostRow::of)
            .toList());
  }

  private int items(CostServiceBlockingStub costs) {
    CostItemFilter.Builder filter = CostItemFilter.newBuilder().setRevision(revision);
    month().ifPresent(filter::setMonth);
    return print(
        List.of("resource_group", "usage_date", "service", "group_value", "amount", "currency"),
        costs
            .listCostItems(
                ListCostItemsRequest.newBuilder().setFilter(filter).setPageSize(rows()).build())
            .getCostItemsList()
            .stream()
            .map(CostRow::of)
            .toList());
  }

  private int revisions(CostServiceBlockingStub costs) {
    ListCostRevisionsRequest.Builder request =
        ListCostRevisionsRequest.newBuilder().setPageSize(rows());
    month().ifPresent(request::setMonth);
    return print(
        List.of("revision", "resource_group", "month", "read", "confirmed", "final", "items"),
        costs.listCostRevisions(request.build()).getCostRevisionsList().stream()
            .map(CostRow::of)
            .toList());
  }

  private int fixed(CostServiceBlockingStub costs) {
    return fixed(
        costs
            .listFixedCosts(ListFixedCostsRequest.newBuilder().setPageSize(rows()).build())
            .getFixedCostsList());
  }

  private int fixed(List<FixedCost> costs) {
    return print(
        List.of(
            "id", "description", "amount", "currency", "recurrence", "first", "last", "solution"),
        costs.stream().map(CostRow::of).toList());
  }

  private int collect(Channel channel, CostServiceBlockingStub costs) {
    CollectAzureCostRequest.Builder request =
        CollectAzureCostRequest.newBuilder().setRequestId(UUID.randomUUID().toString());
    month().ifPresent(request::setMonth);
    Operation operation =
        Followed.toItsEnd(channel, costs.collectAzureCost(request.build()).getOperation());
    if (operation.hasError()) {
      spec.commandLine()
          .getErr()
          .println("billing: " + operation.getName() + ": " + operation.getError().getMessage());
      return ExitCode.SOFTWARE;
    }
    return sources(costs);
  }

  private int post(CostServiceBlockingStub costs) {
    List<List<Object>> posted = new ArrayList<>();
    PostFixedCostsResponse some;
    do {
      some = costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance());
      some.getPostedCostsList().stream().map(CostRow::of).forEach(posted::add);
    } while (some.getMore());
    return print(List.of("id", "month", "amount", "currency", "solution"), posted);
  }

  private FixedCost create(CostServiceBlockingStub costs) {
    FixedCost.Builder cost =
        FixedCost.newBuilder()
            .setFixedCostId(id)
            .setDescription(description)
            .setAmount(money())
            .setRecurrence(once ? Recurrence.RECURRENCE_ONCE : Recurrence.RECURRENCE_MONTHLY)
            .setFirstMonth(requiredMonth())
            .setSolutionProjectId(solution);
    return costs
        .createFixedCost(CreateFixedCostRequest.newBuilder().setFixedCost(cost).build())
        .getFixedCost();
  }

  private Money money() {
    BigDecimal units = new BigDecimal(amount.toBigInteger());
    try {
      return Money.newBuilder()
          .setCurrencyCode(currency)
          .setUnits(units.longValueExact())
          .setNanos(amount.subtract(units).movePointRight(9).intValueExact())
          .build();
    } catch (ArithmeticException e) {
      throw new ParameterException(spec.commandLine(), "--amount has too many digits", e);
    }
  }

  private FixedCost end(CostServiceBlockingStub costs) {
    return costs
        .endFixedCost(
            EndFixedCostRequest.newBuilder()
                .setFixedCostId(id)
                .setLastMonth(requiredMonth())
                .build())
        .getFixedCost();
  }

  private int report(Channel channel) {
    CostReport report =
        new CostReport(
            by.stream()
                .map(one -> constant(CostDimension.class, "COST_DIMENSION_", one, "--by"))
                .toList());
    return print(report.names(), report.rows(channel, filter(), limit, printed.forPeople()));
  }

  private int export(Channel channel) {
    ExportCostRequest request =
        ExportCostRequest.newBuilder()
            .setFormat(constant(CostExportFormat.class, "COST_EXPORT_FORMAT_", format, "--format"))
            .setFilter(filter())
            .build();
    Iterator<ExportCostResponse> parts =
        ReportServiceGrpc.newBlockingStub(channel).exportCost(request);
    ExportCommand.write(
        spec, file, () -> parts.hasNext() ? parts.next().getContent() : ByteString.EMPTY);
    return ExitCode.OK;
  }

  private CostFilter filter() {
    CostFilter.Builder filter =
        CostFilter.newBuilder().setFirstMonth(requiredMonth()).setSolutionProjectId(solution);
    MonthText.read(spec, "--last-month", lastMonth).ifPresent(filter::setLastMonth);
    return filter.build();
  }

  private <E extends Enum<E>> E constant(Class<E> type, String prefix, String name, String option) {
    try {
      return Enum.valueOf(type, prefix + name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + name + " is none of them", e);
    }
  }

  private Date requiredMonth() {
    return MonthText.required(spec, "--month", month);
  }

  private Optional<Date> month() {
    return MonthText.read(spec, "--month", month);
  }

  private int rows() {
    return Math.clamp(limit, 1, 1_000);
  }

  private int print(List<String> names, List<List<Object>> rows) {
    printed.print(spec.commandLine().getOut(), names, rows);
    return ExitCode.OK;
  }
}
