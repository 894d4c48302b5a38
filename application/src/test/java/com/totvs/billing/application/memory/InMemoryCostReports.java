package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummaries;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// Cost summed up anew from all lines each time.
public final class InMemoryCostReports implements CostReports {
  private final InMemoryBilling store;

  InMemoryCostReports(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public CostSummaries summarize(CostQuery query, Optional<List<String>> after, int limit) {
    return store.transaction(
        () -> {
          CostSums sums = new CostSums(store, query);
          return new CostSummaries(sums.page(after, limit), sums.totals(), gaps(query));
        });
  }

  @Override
  public CostGaps gaps(CostQuery query) {
    return store.transaction(
        () ->
            query.visible().isPresent()
                ? CostGaps.NONE
                : new CostGaps(notAllocated(query), outdated(query)));
  }

  private List<YearMonth> notAllocated(CostQuery query) {
    ReportedCosts costs = new ReportedCosts(store);
    return ReportedCosts.months(query)
        .filter(month -> costs.collected(month).findAny().isPresent())
        .filter(month -> store.allocationBook().reported(month).isEmpty())
        .filter(month -> !Months.isClosed(store.months().latestClosed(), month))
        .toList();
  }

  private List<YearMonth> outdated(CostQuery query) {
    return ReportedCosts.months(query).filter(store.allocationBook()::isOutdated).toList();
  }
}
