package com.totvs.billing.application.memory;

import com.totvs.billing.application.memory.InMemoryBilling.Row;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.report.Summaries;
import com.totvs.billing.domain.report.SummaryQuery;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageGroup;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.report.UsageTotals;
import com.totvs.billing.domain.usage.SettlementState;
import com.totvs.billing.domain.usage.UsageFilter;
import com.totvs.billing.domain.usage.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Reports counted anew from all records each time.
public final class InMemoryUsageReports implements UsageReports {
  private final InMemoryBilling store;

  InMemoryUsageReports(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public Summaries summarize(SummaryQuery query, Optional<Position> after, int limit) {
    return store.transaction(
        () ->
            new Summaries(
                groups(query).stream()
                    .filter(
                        one ->
                            after
                                .map(
                                    last -> order(query).compare(Position.of(one, query), last) > 0)
                                .orElse(true))
                    .limit(limit)
                    .toList(),
                totals(rows(query.filter()), query),
                totals(rows(query.filter().whole()), query)));
  }

  @Override
  public void each(SummaryQuery query, Consumer<UsageSummary> reader) {
    store.transaction(() -> groups(query)).forEach(reader);
  }

  private List<UsageSummary> groups(SummaryQuery query) {
    if (query.groupBy().isEmpty()) {
      return List.of(new UsageSummary(UsageGroup.EVERYTHING, totals(rows(query.filter()), query)));
    }
    Map<UsageGroup, List<Row>> byGroup =
        rows(query.filter()).stream()
            .collect(Collectors.groupingBy(row -> group(row, query.groupBy())));
    return byGroup.entrySet().stream()
        .map(group -> new UsageSummary(group.getKey(), totals(group.getValue(), query)))
        .sorted(Comparator.comparing(one -> Position.of(one, query), order(query)))
        .toList();
  }

  private static Comparator<Position> order(SummaryQuery query) {
    Comparator<Position> byMeasure =
        Comparator.comparingLong(position -> position.measured().orElse(0));
    return (query.order().descending() ? byMeasure.reversed() : byMeasure)
        .thenComparing(Position::key, InMemoryUsageReports::compare);
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < one.size(); i++) {
      int order =
          Arrays.compareUnsigned(
              one.get(i).getBytes(StandardCharsets.UTF_8),
              other.get(i).getBytes(StandardCharsets.UTF_8));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private List<Row> rows(UsageFilter filter) {
    return store.rows().stream().filter(row -> store.fits(filter, row)).toList();
  }

  private UsageGroup group(Row row, List<UsageDimension> by) {
    UsageRecord usage = row.usage();
    return new UsageGroup(
        when(by, UsageDimension.DAY, () -> store.zone.day(usage.occurredTime())),
        when(by, UsageDimension.MONTH, () -> store.zone.month(usage.occurredTime())),
        when(by, UsageDimension.CUSTOMER, () -> store.state(row)),
        by.contains(UsageDimension.CUSTOMER)
            ? row.customer().map(store::customer)
            : Optional.empty(),
        when(by, UsageDimension.LICENSE, usage::license),
        when(by, UsageDimension.SOLUTION, () -> solution(usage)),
        when(by, UsageDimension.APPLICATION, () -> application(usage)),
        when(by, UsageDimension.PURPOSE, usage::purpose),
        when(by, UsageDimension.EMERGENCY_KEY, () -> onEmergencyKey(usage)),
        when(by, UsageDimension.PLACE, row::place));
  }

  private Solution solution(UsageRecord usage) {
    return new Solution(
        usage.solution().id(), store.solutions.getOrDefault(usage.solution().id(), ""));
  }

  private Application application(UsageRecord usage) {
    return new Application(
        usage.application().id(), store.applications.getOrDefault(usage.application().id(), ""));
  }

  private boolean onEmergencyKey(UsageRecord usage) {
    return store.emergencyKeyTypes.include(usage.contingencyProviderType());
  }

  private static <T> Optional<T> when(
      List<UsageDimension> by, UsageDimension dimension, Supplier<T> value) {
    return by.contains(dimension) ? Optional.of(value.get()) : Optional.empty();
  }

  private UsageTotals totals(List<Row> rows, SummaryQuery query) {
    return new UsageTotals(
        sum(rows, row -> 1),
        sum(rows, row -> row.usage().consumption().inputTokens()),
        sum(rows, row -> row.usage().consumption().outputTokens()),
        sum(rows, row -> row.usage().consumption().imageSizeKb()),
        sum(rows, row -> onEmergencyKey(row.usage()) ? 1 : 0),
        sum(rows, row -> store.state(row) == SettlementState.WAITING ? 1 : 0),
        sum(rows, row -> store.state(row) == SettlementState.SET_ASIDE ? 1 : 0),
        query.distinctUsers() ? OptionalLong.of(users(rows)) : OptionalLong.empty());
  }

  private static long sum(List<Row> rows, ToLongFunction<Row> quantity) {
    return rows.stream().mapToLong(row -> row.sign() * quantity.applyAsLong(row)).sum();
  }

  private long users(List<Row> rows) {
    return rows.stream()
        .filter(store::counts)
        .filter(row -> !row.usage().user().isEmpty())
        .map(row -> List.of(row.usage().license().value(), row.usage().user()))
        .distinct()
        .count();
  }
}
