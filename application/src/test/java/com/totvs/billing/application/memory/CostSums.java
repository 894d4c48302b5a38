package com.totvs.billing.application.memory;

import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGroup;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummary;
import com.totvs.billing.domain.report.CostTotals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the cost that a query is about adds up to.
final class CostSums {
  private static final Comparator<List<String>> ORDER =
      (one, other) -> {
        for (int i = 0; i < one.size(); i++) {
          int order = one.get(i).compareTo(other.get(i));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private final InMemoryAllocationBook book;
  private final ReportedCosts costs;
  private final CostGroups groups;
  private final CostQuery query;
  private final List<ReportedCost> wanted;

  CostSums(InMemoryBilling store, CostQuery query) {
    this.book = store.allocationBook();
    this.costs = new ReportedCosts(store);
    this.groups = new CostGroups(store);
    this.query = query;
    this.wanted = costs.of(query).toList();
  }

  List<CostTotals> totals() {
    return totals(wanted);
  }

  private static List<CostTotals> totals(List<ReportedCost> costs) {
    Map<String, CostTotals> totals = new TreeMap<>();
    for (ReportedCost cost : costs) {
      totals.merge(cost.currency().getCurrencyCode(), cost.totals(), CostSums::plus);
    }
    return List.copyOf(totals.values());
  }

  private static CostTotals plus(CostTotals one, CostTotals other) {
    return new CostTotals(
        one.currency(),
        one.collected().add(other.collected()),
        one.unallocated().add(other.unallocated()),
        one.corrections().add(other.corrections()));
  }

  /// Groups, in order: at most `limit` behind `after`.
  List<CostSummary> page(Optional<List<String>> after, int limit) {
    return byKey().values().stream()
        .map(this::summary)
        .filter(
            one ->
                after
                    .map(last -> ORDER.compare(CostReports.position(one, query), last) > 0)
                    .orElse(true))
        .limit(limit)
        .toList();
  }

  private Map<List<String>, List<ReportedCost>> byKey() {
    Map<List<String>, List<ReportedCost>> byKey = new TreeMap<>(ORDER);
    for (ReportedCost cost : wanted) {
      byKey.computeIfAbsent(key(cost), _ -> new ArrayList<>()).add(cost);
    }
    if (comparesMonths()) {
      onlyBefore().forEach(cost -> byKey.computeIfAbsent(key(cost), _ -> List.of(cost)));
    }
    return byKey;
  }

  private List<String> key(ReportedCost cost) {
    List<String> key = new ArrayList<>(groups.of(cost, query.groupBy()).key(query.groupBy()));
    key.add(cost.currency().getCurrencyCode());
    return key;
  }

  private boolean comparesMonths() {
    return query.groupBy().contains(CostDimension.MONTH) && !query.daily();
  }

  // Nothing, of every group that cost something in the month before one that is reported.
  private Stream<ReportedCost> onlyBefore() {
    return ReportedCosts.months(query)
        .filter(month -> book.reported(month).isPresent())
        .flatMap(month -> costs.of(month.minusMonths(1), query).map(cost -> cost.nothingIn(month)));
  }

  private CostSummary summary(List<ReportedCost> group) {
    ReportedCost any = group.getFirst();
    List<UsageShare> use = query.daily() ? List.of() : use(any);
    return new CostSummary(
        groups.of(any, query.groupBy()),
        totals(group).getFirst(),
        ofItsMonth(group),
        use.stream().mapToLong(UsageShare::calls).sum(),
        use.stream().mapToLong(share -> share.inputTokens() + share.outputTokens()).sum(),
        comparesMonths() ? before(any) : Optional.empty());
  }

  // Nobody carries what is reported by days.
  private static BigDecimal ofItsMonth(List<ReportedCost> costs) {
    return costs.stream()
        .filter(ReportedCost::isOfItsMonth)
        .map(ReportedCost::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<UsageShare> use(ReportedCost any) {
    WantedPayers payers = WantedPayers.of(query);
    return ReportedCosts.months(query)
        .filter(month -> !comparesMonths() || month.equals(any.month()))
        .flatMap(month -> book.reported(month).stream().boxed())
        .flatMap(run -> book.usage(run, Optional.empty()).stream())
        .filter(share -> payers.include(Optional.of(share.payer())))
        .filter(share -> isOfItsGroup(share, any))
        .toList();
  }

  private boolean isOfItsGroup(UsageShare share, ReportedCost any) {
    List<CostDimension> by = query.groupBy().stream().filter(CostDimension::ofPayers).toList();
    CostGroup group = groups.of(share.payer(), by);
    return by.isEmpty()
        || any.payer().map(payer -> groups.of(payer, by).equals(group)).orElse(false);
  }

  private Optional<BigDecimal> before(ReportedCost any) {
    List<CostDimension> others =
        query.groupBy().stream().filter(one -> one != CostDimension.MONTH).toList();
    List<ReportedCost> same =
        costs
            .of(any.month().minusMonths(1), query)
            .filter(one -> one.currency().equals(any.currency()))
            .filter(one -> groups.of(one, others).equals(groups.of(any, others)))
            .toList();
    return same.isEmpty() ? Optional.empty() : Optional.of(totals(same).getFirst().collected());
  }
}
