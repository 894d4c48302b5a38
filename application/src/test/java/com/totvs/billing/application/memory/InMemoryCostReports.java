package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.cost.CostBook.ItemFilter;
import com.totvs.billing.application.cost.CostBook.KeptItem;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.allocation.Payer;
import com.totvs.billing.domain.allocation.UsageShare;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.report.CostDimension;
import com.totvs.billing.domain.report.CostGaps;
import com.totvs.billing.domain.report.CostGroup;
import com.totvs.billing.domain.report.CostQuery;
import com.totvs.billing.domain.report.CostSummaries;
import com.totvs.billing.domain.report.CostSummary;
import com.totvs.billing.domain.report.CostTotals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Cost summed up anew from all lines each time.
public final class InMemoryCostReports implements CostReports {
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

  private final InMemoryBilling store;

  // Something that cost something.
  private record Cost(
      YearMonth month,
      Optional<LocalDate> day,
      Optional<YearMonth> forMonth,
      Origin origin,
      Optional<Payer> payer,
      Currency currency,
      BigDecimal amount) {

    Cost nothingIn(YearMonth other) {
      return new Cost(
          other, Optional.empty(), Optional.empty(), origin, payer, currency, BigDecimal.ZERO);
    }
  }

  InMemoryCostReports(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public CostSummaries summarize(CostQuery query, Optional<List<String>> after, int limit) {
    return store.transaction(
        () -> {
          List<Cost> wanted =
              months(query.first(), query.last()).flatMap(m -> of(m, query)).toList();
          return new CostSummaries(
              groups(wanted, query).stream()
                  .filter(
                      one ->
                          after
                              .map(
                                  last -> ORDER.compare(CostReports.position(one, query), last) > 0)
                              .orElse(true))
                  .limit(limit)
                  .toList(),
              totals(wanted),
              gaps(query));
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

  private static Stream<YearMonth> months(YearMonth first, YearMonth last) {
    return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1));
  }

  private Stream<Cost> of(YearMonth month, CostQuery query) {
    return query.daily() ? collected(month) : lines(month).filter(one -> fits(query, one.payer()));
  }

  private Stream<Cost> lines(YearMonth month) {
    OptionalLong run = store.allocationBook().reported(month);
    return run.isEmpty()
        ? Stream.empty()
        : store.allocationBook().allLines(run.getAsLong()).map(line -> cost(month, line));
  }

  private static Cost cost(YearMonth month, KeptLine line) {
    return new Cost(
        month,
        Optional.empty(),
        line.sum().forMonth(),
        line.sum().sum().origin(),
        line.line().payer(),
        line.sum().sum().currency(),
        line.sum().money(line.line().amount()));
  }

  private Stream<Cost> collected(YearMonth month) {
    Stream<Cost> azure =
        store
            .costBook()
            .items(
                new ItemFilter(Optional.of(month), Optional.empty(), OptionalLong.empty()),
                Optional.empty(),
                Integer.MAX_VALUE)
            .stream()
            .map(item -> collected(month, item));
    return Stream.concat(
        azure, store.fixedCosts().posted(month).stream().map(InMemoryCostReports::collected));
  }

  private static Cost collected(YearMonth month, KeptItem kept) {
    return new Cost(
        month,
        Optional.of(kept.item().usageDate()),
        Optional.empty(),
        new Origin.Azure(
            kept.revision().resourceGroup(),
            kept.item().serviceName(),
            kept.revision().grouping(),
            kept.item().groupValue()),
        Optional.empty(),
        kept.item().currency(),
        kept.item().amount());
  }

  private static Cost collected(PostedCost posted) {
    return new Cost(
        posted.month(),
        Optional.of(posted.month().atDay(1)),
        Optional.empty(),
        new Origin.Fixed(posted.id()),
        Optional.empty(),
        posted.currency(),
        posted.amount());
  }

  private static boolean fits(CostQuery query, Optional<Payer> payer) {
    return wants(query.solution(), payer.map(Payer::solution))
        && wants(query.application(), payer.map(Payer::application))
        && wants(query.customer(), payer.flatMap(Payer::customer))
        && query
            .visible()
            .map(own -> payer.map(one -> own.contains(one.solution())).orElse(false))
            .orElse(true);
  }

  private static <T> boolean wants(Optional<T> wanted, Optional<T> told) {
    return wanted.isEmpty() || wanted.equals(told);
  }

  private List<CostSummary> groups(List<Cost> costs, CostQuery query) {
    Map<List<String>, List<Cost>> byKey = new TreeMap<>(ORDER);
    for (Cost cost : costs) {
      byKey.computeIfAbsent(key(cost, query), _ -> new ArrayList<>()).add(cost);
    }
    if (query.groupBy().contains(CostDimension.MONTH) && !query.daily()) {
      onlyBefore(query)
          .forEach(cost -> byKey.computeIfAbsent(key(cost, query), _ -> List.of(cost)));
    }
    return byKey.values().stream().map(group -> summary(group, query)).toList();
  }

  // Nothing, of every group that cost something in the month before one that is reported.
  private Stream<Cost> onlyBefore(CostQuery query) {
    return months(query.first(), query.last())
        .filter(month -> store.allocationBook().reported(month).isPresent())
        .flatMap(month -> of(month.minusMonths(1), query).map(cost -> cost.nothingIn(month)));
  }

  private static BigDecimal ofItsMonth(List<Cost> costs) {
    return costs.stream()
        .filter(cost -> cost.forMonth().isEmpty() && cost.payer().isPresent())
        .map(Cost::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<String> key(Cost cost, CostQuery query) {
    List<String> key = new ArrayList<>(group(cost, query.groupBy()).key(query.groupBy()));
    key.add(cost.currency().getCurrencyCode());
    return key;
  }

  private CostSummary summary(List<Cost> costs, CostQuery query) {
    Cost any = costs.getFirst();
    List<UsageShare> use = query.daily() ? List.of() : use(any, query);
    return new CostSummary(
        group(any, query.groupBy()),
        totals(costs).getFirst(),
        query.daily() ? BigDecimal.ZERO : ofItsMonth(costs),
        use.stream().mapToLong(UsageShare::calls).sum(),
        use.stream().mapToLong(share -> share.inputTokens() + share.outputTokens()).sum(),
        query.groupBy().contains(CostDimension.MONTH) && !query.daily()
            ? before(any, query)
            : Optional.empty());
  }

  private Optional<BigDecimal> before(Cost any, CostQuery query) {
    List<CostDimension> others =
        query.groupBy().stream().filter(one -> one != CostDimension.MONTH).toList();
    List<Cost> same =
        of(any.month().minusMonths(1), query)
            .filter(one -> one.currency().equals(any.currency()))
            .filter(one -> group(one, others).equals(group(any, others)))
            .toList();
    return same.isEmpty() ? Optional.empty() : Optional.of(totals(same).getFirst().collected());
  }

  private List<UsageShare> use(Cost any, CostQuery query) {
    List<CostDimension> by = query.groupBy().stream().filter(CostDimension::ofPayers).toList();
    Predicate<UsageShare> same =
        share ->
            by.isEmpty()
                || any.payer()
                    .map(payer -> group(payer, by).equals(group(share.payer(), by)))
                    .orElse(false);
    return months(query.first(), query.last())
        .filter(
            month -> !query.groupBy().contains(CostDimension.MONTH) || month.equals(any.month()))
        .flatMap(month -> store.allocationBook().reported(month).stream().boxed())
        .flatMap(run -> store.allocationBook().usage(run, Optional.empty()).stream())
        .filter(share -> fits(query, Optional.of(share.payer())))
        .filter(same)
        .toList();
  }

  private CostGroup group(Payer payer, List<CostDimension> by) {
    return group(Optional.of(payer), Optional.empty(), Optional.empty(), Optional.empty(), by);
  }

  private CostGroup group(Cost cost, List<CostDimension> by) {
    return group(
        cost.payer(), Optional.of(cost.origin()), Optional.of(cost.month()), cost.day(), by);
  }

  private CostGroup group(
      Optional<Payer> payer,
      Optional<Origin> origin,
      Optional<YearMonth> month,
      Optional<LocalDate> day,
      List<CostDimension> by) {
    return new CostGroup(
        month.filter(_ -> by.contains(CostDimension.MONTH)),
        day.filter(_ -> by.contains(CostDimension.DAY)),
        origin
            .filter(_ -> by.contains(CostDimension.RESOURCE))
            .flatMap(InMemoryCostReports::service),
        origin.filter(_ -> by.contains(CostDimension.RESOURCE)).flatMap(InMemoryCostReports::fixed),
        origin
            .filter(_ -> by.contains(CostDimension.RESOURCE_GROUP))
            .flatMap(InMemoryCostReports::resourceGroup),
        payer
            .filter(_ -> by.contains(CostDimension.SOLUTION))
            .map(
                one ->
                    new Solution(one.solution(), store.solutions.getOrDefault(one.solution(), ""))),
        payer
            .filter(_ -> by.contains(CostDimension.APPLICATION))
            .map(
                one ->
                    new Application(
                        one.application(), store.applications.getOrDefault(one.application(), ""))),
        payer.filter(_ -> by.contains(CostDimension.CUSTOMER)).map(Payer::state),
        payer
            .filter(_ -> by.contains(CostDimension.CUSTOMER))
            .flatMap(Payer::customer)
            .map(store::customer));
  }

  private static Optional<String> service(Origin origin) {
    return origin instanceof Origin.Azure azure
        ? Optional.of(azure.serviceName())
        : Optional.empty();
  }

  private static Optional<FixedCostId> fixed(Origin origin) {
    return origin instanceof Origin.Fixed(var id) ? Optional.of(id) : Optional.empty();
  }

  private static Optional<ResourceGroup> resourceGroup(Origin origin) {
    return origin instanceof Origin.Azure azure
        ? Optional.of(azure.resourceGroup())
        : Optional.empty();
  }

  private static List<CostTotals> totals(List<Cost> costs) {
    Map<String, CostTotals> totals = new TreeMap<>();
    for (Cost cost : costs) {
      boolean daily = cost.day().isPresent();
      totals.merge(
          cost.currency().getCurrencyCode(),
          new CostTotals(
              cost.currency(),
              cost.amount(),
              cost.payer().isEmpty() && !daily ? cost.amount() : BigDecimal.ZERO,
              cost.forMonth().isPresent() ? cost.amount() : BigDecimal.ZERO),
          (one, other) ->
              new CostTotals(
                  one.currency(),
                  one.collected().add(other.collected()),
                  one.unallocated().add(other.unallocated()),
                  one.corrections().add(other.corrections())));
    }
    return List.copyOf(totals.values());
  }

  private List<YearMonth> notAllocated(CostQuery query) {
    return months(query.first(), query.last())
        .filter(month -> collected(month).findAny().isPresent())
        .filter(month -> store.allocationBook().reported(month).isEmpty())
        .filter(month -> !Months.isClosed(store.months().latestClosed(), month))
        .toList();
  }

  private List<YearMonth> outdated(CostQuery query) {
    return months(query.first(), query.last()).filter(store.allocationBook()::isOutdated).toList();
  }
}
