package com.totvs.billing.bootstrap.admin;

import com.google.protobuf.ByteString;
import com.google.type.Date;
import com.totvs.billing.v1.CollectAzureCostRequest;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.CostItem;
import com.totvs.billing.v1.CostItemFilter;
import com.totvs.billing.v1.CostRevision;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceBlockingStub;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.EndFixedCostRequest;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ExportCostResponse;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListCostItemsResponse;
import com.totvs.billing.v1.ListCostRevisionsRequest;
import com.totvs.billing.v1.ListCostRevisionsResponse;
import com.totvs.billing.v1.ListCostSourcesRequest;
import com.totvs.billing.v1.ListFixedCostsRequest;
import com.totvs.billing.v1.ListFixedCostsResponse;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsResponse;
import com.totvs.billing.v1.ReportServiceGrpc;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.Iterator;
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
    ListCostItemsRequest.Builder request = ListCostItemsRequest.newBuilder().setFilter(filter);
    List<CostItem> items =
        limit.rows(
            (size, token) ->
                costs.listCostItems(request.setPageSize(size).setPageToken(token).build()),
            ListCostItemsResponse::getCostItemsList,
            ListCostItemsResponse::getNextPageToken);
    return print(
        List.of("resource_group", "usage_date", "service", "group_value", "amount", "currency"),
        items.stream().map(CostRow::of).toList());
  }

  private int revisions(CostServiceBlockingStub costs) {
    ListCostRevisionsRequest.Builder request = ListCostRevisionsRequest.newBuilder();
    month().ifPresent(request::setMonth);
    List<CostRevision> revisions =
        limit.rows(
            (size, token) ->
                costs.listCostRevisions(request.setPageSize(size).setPageToken(token).build()),
            ListCostRevisionsResponse::getCostRevisionsList,
            ListCostRevisionsResponse::getNextPageToken);
    return print(
        List.of("revision", "resource_group", "month", "read", "confirmed", "final", "items"),
        revisions.stream().map(CostRow::of).toList());
  }

  private int fixed(CostServiceBlockingStub costs) {
    ListFixedCostsRequest.Builder request = ListFixedCostsRequest.newBuilder();
    return fixed(
        limit.rows(
            (size, token) ->
                costs.listFixedCosts(request.setPageSize(size).setPageToken(token).build()),
            ListFixedCostsResponse::getFixedCostsList,
            ListFixedCostsResponse::getNextPageToken));
  }

  private int fixed(List<FixedCost> costs) {
    return print(
        List.of(
            "id", "description", "amount", "currency", "recurrence", "first", "last", "solution"),
        costs.stream().map(CostRow::of).toList());
  }

  private int collect(Channel channel, CostServiceBlockingStub costs) {
    CollectAzureCostRequest.Builder request =
        CollectAzureCostRequest.newBuilder().setRequestId(waiting.requestId());
    month().ifPresent(request::setMonth);
    return waiting.end(
        channel,
        costs.collectAzureCost(request.build()).getOperation(),
        printed,
        _ -> sources(costs));
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
        fixedCost.cost(spec).setFirstMonth(requiredMonth()).setSolutionProjectId(solution);
    return costs
        .createFixedCost(CreateFixedCostRequest.newBuilder().setFixedCost(cost).build())
        .getFixedCost();
  }

  private FixedCost end(CostServiceBlockingStub costs) {
    return costs
        .endFixedCost(
            EndFixedCostRequest.newBuilder()
                .setFixedCostId(fixedCost.id())
                .setLastMonth(requiredMonth())
                .build())
        .getFixedCost();
  }

  private int report(Channel channel) {
    reported.report(spec).print(spec, channel, filter(), limit, printed);
    return ExitCode.OK;
  }

  private int export(Channel channel) {
    ExportCostRequest request =
        ExportCostRequest.newBuilder().setFormat(reported.format(spec)).setFilter(filter()).build();
    Iterator<ExportCostResponse> parts =
        ReportServiceGrpc.newBlockingStub(channel).exportCost(request);
    ExportCommand.write(
        spec,
        reported.file(),
        () -> parts.hasNext() ? parts.next().getContent() : ByteString.EMPTY);
    return ExitCode.OK;
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

  private int print(List<String> names, List<List<Object>> rows) {
    printed.print(spec.commandLine().getOut(), names, rows);
    return ExitCode.OK;
  }
}
