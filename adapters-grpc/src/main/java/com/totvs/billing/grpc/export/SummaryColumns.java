package com.totvs.billing.grpc.export;

import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageGroup;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.report.UsageTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The columns of an exported summary: those of what it is grouped by, in that order, then the
/// sums. A month is written `2026-10`.
final class SummaryColumns {
  private final SummaryQuery query;

  SummaryColumns(SummaryQuery query) {
    this.query = query;
  }

  List<String> header() {
    List<String> header = new ArrayList<>();
    query.groupBy().forEach(dimension -> header.addAll(names(dimension)));
    header.addAll(
        List.of(
            "calls",
            "input_tokens",
            "output_tokens",
            "image_size_kb",
            "emergency_key_calls",
            "waiting_calls",
            "set_aside_calls"));
    if (query.distinctUsers()) {
      header.add("distinct_users");
    }
    return header;
  }

  List<Object> of(UsageSummary summary) {
    List<Object> cells = new ArrayList<>();
    query.groupBy().forEach(dimension -> values(dimension, summary.group()).forEach(cells::add));
    UsageTotals totals = summary.totals();
    cells.addAll(
        List.of(
            totals.calls(),
            totals.inputTokens(),
            totals.outputTokens(),
            totals.imageSizeKb(),
            totals.emergencyKeyCalls(),
            totals.waitingCalls(),
            totals.setAsideCalls()));
    totals.distinctUsers().ifPresent(cells::add);
    return cells;
  }

  private static List<String> names(UsageDimension dimension) {
    return switch (dimension) {
      case DAY -> List.of("day");
      case MONTH -> List.of("year_month");
      case CUSTOMER -> List.of("settlement_state", "customer_code", "customer_name");
      case LICENSE -> List.of("license_server_id");
      case SOLUTION -> List.of("solution_project_id", "solution_description");
      case APPLICATION -> List.of("application_project_id", "application_description");
      case PURPOSE -> List.of("purpose");
      case EMERGENCY_KEY -> List.of("emergency_key");
      case PLACE -> List.of("place");
    };
  }

  private static Stream<Object> values(UsageDimension dimension, UsageGroup group) {
    return switch (dimension) {
      case DAY -> of(group.day());
      case MONTH -> of(group.month());
      case CUSTOMER ->
          Stream.of(
              group.state().orElseThrow(),
              group.customer().map(one -> Cell.text(one.code().value())).orElse(""),
              group.customer().map(one -> Cell.text(one.name())).orElse(""));
      case LICENSE -> of(group.license().map(one -> Cell.text(one.value())));
      case SOLUTION ->
          Stream.of(
              group.solution().map(one -> Cell.text(one.id().value())).orElseThrow(),
              group.solution().map(one -> Cell.text(one.description())).orElseThrow());
      case APPLICATION ->
          Stream.of(
              group.application().map(one -> Cell.text(one.id().value())).orElseThrow(),
              group.application().map(one -> Cell.text(one.description())).orElseThrow());
      case PURPOSE -> of(group.purpose());
      case EMERGENCY_KEY -> of(group.emergencyKey());
      case PLACE -> of(group.place());
    };
  }

  private static Stream<Object> of(Optional<?> value) {
    return Stream.of(value.orElseThrow());
  }
}
