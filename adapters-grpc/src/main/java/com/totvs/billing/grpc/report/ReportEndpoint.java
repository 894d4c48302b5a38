package com.totvs.billing.grpc.report;

import com.google.protobuf.ByteString;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.report.UsageReports.Position;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummaries;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.domain.report.Summaries;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.call.Page;
import com.totvs.billing.grpc.call.Streamed;
import com.totvs.billing.grpc.call.Unary;
import com.totvs.billing.grpc.export.CostExports;
import com.totvs.billing.grpc.export.FlatCostColumns;
import com.totvs.billing.grpc.export.FocusColumns;
import com.totvs.billing.grpc.export.PayerNames;
import com.totvs.billing.grpc.export.UsageExports;
import com.totvs.billing.grpc.usage.UsageWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ExportCostResponse;
import com.totvs.billing.v1.ExportUsageRequest;
import com.totvs.billing.v1.ExportUsageResponse;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceImplBase;
import com.totvs.billing.v1.SummarizeCostRequest;
import com.totvs.billing.v1.SummarizeCostResponse;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.UsageExportKind;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Answers questions about usage and cost, as far as the caller may see.
final class ReportEndpoint extends ReportServiceImplBase {
  // Users are in no sum: to count them is to read every record.
  private static final Duration LONGEST_COUNT = Duration.ofSeconds(60);

  private final UsageReports reports;
  private final UsageExports exports;
  private final CostReports costReports;
  private final CostExports costExports;
  private final FocusProfile focusProfile;
  private final BusinessZone zone;

  ReportEndpoint(
      UsageReports reports,
      UsageExports exports,
      CostReports costReports,
      CostExports costExports,
      FocusProfile focusProfile,
      BusinessZone zone) {
    this.reports = reports;
    this.exports = exports;
    this.costReports = costReports;
    this.costExports = costExports;
    this.focusProfile = focusProfile;
    this.zone = zone;
  }

  @Override
  public void summarizeUsage(
      SummarizeUsageRequest request, StreamObserver<SummarizeUsageResponse> caller) {
    Supplier<SummarizeUsageResponse> work = () -> summarize(request, Authentication.caller());
    if (request.getCountDistinctUsers()) {
      Unary.answer(caller, LONGEST_COUNT, work);
    } else {
      Unary.answer(caller, work);
    }
  }

  @Override
  public void exportUsage(
      ExportUsageRequest request, StreamObserver<ExportUsageResponse> observer) {
    Caller caller = Authentication.caller();
    Streamed.answer(
        observer,
        ReportEndpoint::response,
        content -> {
          Violations found = new Violations("");
          SummaryQuery asked = found.check(() -> query(request));
          checkKind(request, found);
          SummaryQuery query = visibleTo(caller, found.valid(asked));
          if (request.getKind() == UsageExportKind.USAGE_EXPORT_KIND_RECORDS) {
            exports.records(query.filter(), content);
          } else {
            exports.summary(query, content);
          }
        });
  }

  @Override
  public void summarizeCost(
      SummarizeCostRequest request, StreamObserver<SummarizeCostResponse> caller) {
    Unary.answer(caller, () -> summarize(request, Authentication.caller()));
  }

  @Override
  public void exportCost(ExportCostRequest request, StreamObserver<ExportCostResponse> observer) {
    Caller caller = Authentication.caller();
    ExportCostResponse.Builder next = ExportCostResponse.newBuilder();
    Streamed.answer(
        observer,
        content -> {
          ExportCostResponse told = next.setContent(content).build();
          next.clear();
          return told;
        },
        content -> {
          Violations found = new Violations("");
          CostQuery asked =
              found.check(() -> CostReportWire.query(request.getFilter(), List.of(), caller));
          CostReportWire.checkFormat(request, found);
          CostQuery query = found.valid(asked);
          next.addAllOutdatedMonths(costExports.outdated(query).stream().map(Wire::date).toList());
          costExports.lines(query, columns(request.getFormat(), query, caller), content);
        });
  }

  private CostExports.Columns columns(CostExportFormat format, CostQuery query, Caller caller) {
    if (format != CostExportFormat.COST_EXPORT_FORMAT_FLAT) {
      // The rows of a split add up to the whole charge, which belongs to no solution.
      caller.requireAllSolutions();
    }
    PayerNames names = costExports.names(query);
    return switch (format) {
      case COST_EXPORT_FORMAT_FOCUS_1_2 ->
          new FocusColumns(FocusColumns.Version.V1_2, focusProfile, names);
      case COST_EXPORT_FORMAT_FOCUS_1_3 ->
          new FocusColumns(FocusColumns.Version.V1_3, focusProfile, names);
      case COST_EXPORT_FORMAT_FLAT, COST_EXPORT_FORMAT_UNSPECIFIED, UNRECOGNIZED ->
          new FlatCostColumns(names);
    };
  }

  private SummarizeCostResponse summarize(SummarizeCostRequest request, Caller caller) {
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    CostQuery wanted =
        found.check(
            () -> CostReportWire.query(request.getFilter(), request.getGroupByList(), caller));
    Page page = found.valid(asked);
    CostQuery query = found.valid(wanted);
    CostSummaries read =
        costReports.summarize(query, page.after(position -> position), page.limit());
    return SummarizeCostResponse.newBuilder()
        .addAllSummaries(
            page.rows(read.summaries()).stream()
                .map(one -> CostReportWire.summary(one, query.daily()))
                .toList())
        .addAllTotals(
            read.totals().stream().map(one -> CostReportWire.totals(one, query.daily())).toList())
        .addAllNotAllocatedMonths(read.gaps().notAllocated().stream().map(Wire::date).toList())
        .addAllOutdatedMonths(read.gaps().outdated().stream().map(Wire::date).toList())
        .setNextPageToken(page.next(read.summaries(), one -> CostReports.position(one, query)))
        .build();
  }

  private static ExportUsageResponse response(ByteString content) {
    return ExportUsageResponse.newBuilder().setContent(content).build();
  }

  private SummarizeUsageResponse summarize(SummarizeUsageRequest request, Caller caller) {
    Violations found = new Violations("");
    Page asked = found.check(() -> Page.of(request, caller));
    SummaryQuery wanted =
        found.check(
            () ->
                query(
                    request.getFilter(),
                    request.getGroupByList(),
                    request.getCountDistinctUsers(),
                    request.getOrder()));
    Page page = found.valid(asked);
    SummaryQuery query = visibleTo(caller, found.valid(wanted));
    Summaries read = reports.summarize(query, page.after(ReportEndpoint::position), page.limit());
    return SummarizeUsageResponse.newBuilder()
        .addAllSummaries(page.rows(read.summaries()).stream().map(ReportWire::summary).toList())
        .setTotal(ReportWire.totals(read.total()))
        .setWhole(ReportWire.totals(read.whole()))
        .setNextPageToken(page.next(read.summaries(), row -> position(row, query)))
        .build();
  }

  private SummaryQuery query(ExportUsageRequest request) {
    return query(
        request.getFilter(),
        request.getGroupByList(),
        request.getCountDistinctUsers(),
        request.getOrder());
  }

  private SummaryQuery query(
      com.totvs.billing.v1.UsageFilter told,
      List<com.totvs.billing.v1.UsageDimension> groupBy,
      boolean distinctUsers,
      com.totvs.billing.v1.UsageSummaryOrder toldOrder) {
    Violations found = new Violations("");
    UsageFilter filter = found.check("filter", () -> UsageWire.filter(told, zone));
    List<UsageDimension> dimensions = found.check(() -> ReportWire.dimensions(groupBy));
    SummaryOrder order = found.check(() -> ReportWire.order(toldOrder));
    return new SummaryQuery(
        found.valid(filter), found.valid(dimensions), distinctUsers, found.valid(order));
  }

  private static SummaryQuery visibleTo(Caller caller, SummaryQuery query) {
    return new SummaryQuery(
        query.filter().visibleTo(caller), query.groupBy(), query.distinctUsers(), query.order());
  }

  private static void checkKind(ExportUsageRequest request, Violations found) {
    switch (request.getKind()) {
      case USAGE_EXPORT_KIND_SUMMARY -> {}
      case USAGE_EXPORT_KIND_RECORDS -> {
        String only = "is for summaries only";
        if (request.getGroupByCount() > 0) {
          found.add("group_by", only);
        }
        if (request.getCountDistinctUsers()) {
          found.add("count_distinct_users", only);
        }
        if (request.hasOrder()) {
          found.add("order", only);
        }
      }
      case USAGE_EXPORT_KIND_UNSPECIFIED, UNRECOGNIZED ->
          found.add("kind", "must be USAGE_EXPORT_KIND_RECORDS or USAGE_EXPORT_KIND_SUMMARY");
    }
  }

  private static List<String> position(UsageSummary row, SummaryQuery query) {
    Position position = Position.of(row, query);
    List<String> texts = new ArrayList<>();
    texts.add(
        position.measured().isPresent() ? String.valueOf(position.measured().getAsLong()) : "");
    texts.addAll(position.key());
    return texts;
  }

  private static Position position(List<String> texts) {
    String measured = texts.getFirst();
    return new Position(
        measured.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(measured)),
        texts.subList(1, texts.size()));
  }
}
