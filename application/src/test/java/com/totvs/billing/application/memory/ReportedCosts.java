package com.totvs.billing.application.memory;

import com.totvs.billing.domain.report.CostQuery;
import java.time.YearMonth;
import java.util.stream.Stream;

/// The cost that queries are about: by days as it was collected, else as it is allocated.
final class ReportedCosts {
  private final InMemoryBilling store;
  private final MonthCost cost;

  ReportedCosts(InMemoryBilling store) {
    this.store = store;
    this.cost = new MonthCost(store);
  }

  static Stream<YearMonth> months(CostQuery query) {
    return Stream.iterate(
        query.first(), month -> !month.isAfter(query.last()), month -> month.plusMonths(1));
  }

  Stream<ReportedCost> of(CostQuery query) {
    return months(query).flatMap(month -> of(month, query));
  }

  /// Of one month, which may be another one than the query's.
  Stream<ReportedCost> of(YearMonth month, CostQuery query) {
    return query.daily()
        ? collected(month)
        : allocated(month).filter(one -> WantedPayers.of(query).include(one.payer()));
  }

  private Stream<ReportedCost> allocated(YearMonth month) {
    return store.allocationBook().reported(month).stream()
        .boxed()
        .flatMap(store.allocationBook()::allLines)
        .map(line -> ReportedCost.of(month, line));
  }

  /// Everything that was collected or posted of a month.
  Stream<ReportedCost> collected(YearMonth month) {
    return Stream.concat(
        cost.items(month).map(ReportedCost::of), cost.posted(month).map(ReportedCost::of));
  }
}
