package com.totvs.billing.bootstrap.admin;

import static java.math.RoundingMode.HALF_UP;

import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.UsageTotals;
import io.grpc.Channel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Sums usage up.
@Command(
    name = "report",
    description = {
      "Sums usage up, online and history together.",
      "share_percent is the part of all calls of the period that the token may see."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final Server server;
  @Mixin private final Filter filter = new Filter();
  @Mixin private final Grouping grouping = new Grouping();
  @Mixin private final Limit limit = new Limit(1_000);
  @Mixin private final Printed printed = new Printed();

  ReportCommand(Map<String, String> environment) {
    this.server = new Server(environment);
  }

  @Override
  public Integer call() throws Exception {
    SummarizeUsageRequest request =
        SummarizeUsageRequest.newBuilder()
            .setFilter(filter.filter())
            .addAllGroupBy(grouping.dimensions())
            .setOrder(grouping.order())
            .setCountDistinctUsers(grouping.distinctUsers())
            .build();
    return server.call(channel -> print(channel, request));
  }

  private int print(Channel channel, SummarizeUsageRequest request) {
    List<SummarizeUsageResponse> pages = new ArrayList<>();
    List<List<Object>> shown =
        limit.rows(
            (size, token) -> page(channel, request, size, token),
            page -> {
              pages.add(page);
              return rows(page);
            },
            SummarizeUsageResponse::getNextPageToken);
    if (printed.forPeople() && !grouping.dimensions().isEmpty()) {
      List<Object> all = new ArrayList<>();
      grouping.dimensions().forEach(_ -> all.add(all.isEmpty() ? "(all)" : ""));
      shown.add(row(all, pages.getLast().getTotal(), pages.getLast().getWhole().getCalls()));
    }
    printed.print(spec.commandLine().getOut(), names(), shown);
    return ExitCode.OK;
  }

  private static SummarizeUsageResponse page(
      Channel channel, SummarizeUsageRequest request, int size, String token) {
    return ReportServiceGrpc.newBlockingStub(channel)
        .summarizeUsage(request.toBuilder().setPageSize(size).setPageToken(token).build());
  }

  private List<List<Object>> rows(SummarizeUsageResponse page) {
    return page.getSummariesList().stream()
        .map(
            one ->
                row(grouping.values(one.getGroup()), one.getTotals(), page.getWhole().getCalls()))
        .toList();
  }

  private List<String> names() {
    return Stream.concat(grouping.names().stream(), Stream.of("share_percent")).toList();
  }

  private List<Object> row(List<Object> group, UsageTotals totals, long whole) {
    List<Object> row = new ArrayList<>(group);
    row.addAll(
        List.of(
            totals.getCalls(),
            totals.getInputTokens(),
            totals.getOutputTokens(),
            totals.getImageSizeKb(),
            totals.getEmergencyKeyCalls(),
            totals.getWaitingCalls(),
            totals.getSetAsideCalls()));
    if (grouping.distinctUsers()) {
      row.add(totals.getDistinctUsers());
    }
    row.add(share(totals.getCalls(), whole));
    return row;
  }

  // Of the calls of everything in the period that the token may see, whatever else is filtered.
  private static BigDecimal share(long calls, long whole) {
    return whole == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(calls).movePointRight(2).divide(BigDecimal.valueOf(whole), 2, HALF_UP);
  }
}
