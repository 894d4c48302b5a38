package com.totvs.billing.application.memory;

import com.totvs.billing.application.cost.CostBook.ItemFilter;
import com.totvs.billing.application.cost.CostBook.KeptItem;
import com.totvs.billing.domain.allocation.MonthSum;
import com.totvs.billing.domain.allocation.Origin;
import com.totvs.billing.domain.cost.CostRevision;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What months cost now: what was collected for them, and what was posted.
final class MonthCost {
  private final InMemoryBilling store;

  MonthCost(InMemoryBilling store) {
    this.store = store;
  }

  /// What a month cost, one sum for each origin and currency.
  List<MonthSum> sums(YearMonth month) {
    Map<List<Object>, MonthSum> collected = new HashMap<>();
    items(month)
        .map(MonthCost::sum)
        .forEach(
            one -> collected.merge(List.of(one.origin(), one.currency()), one, MonthCost::plus));
    return Stream.concat(collected.values().stream(), posted(month).map(MonthCost::sum)).toList();
  }

  private static MonthSum sum(KeptItem kept) {
    return new MonthSum(
        origin(kept), kept.item().currency(), kept.item().amount(), Optional.empty());
  }

  private static MonthSum sum(PostedCost posted) {
    return new MonthSum(origin(posted), posted.currency(), posted.amount(), posted.solution());
  }

  private static MonthSum plus(MonthSum one, MonthSum other) {
    return new MonthSum(
        one.origin(), one.currency(), one.amount().add(other.amount()), Optional.empty());
  }

  Stream<KeptItem> items(YearMonth month) {
    return store
        .costBook()
        .items(
            new ItemFilter(Optional.of(month), Optional.empty(), OptionalLong.empty()),
            Optional.empty(),
            Integer.MAX_VALUE)
        .stream();
  }

  Stream<PostedCost> posted(YearMonth month) {
    return store.fixedCosts().posted(month).stream();
  }

  static Origin origin(KeptItem kept) {
    return new Origin.Azure(
        kept.revision().resourceGroup(),
        kept.item().serviceName(),
        kept.revision().grouping(),
        kept.item().groupValue());
  }

  static Origin origin(PostedCost posted) {
    return new Origin.Fixed(posted.id());
  }

  /// What Azure's cost of a month is taken from: the newest revision of each resource group.
  List<CostRevision> revisions(YearMonth month) {
    List<CostRevision> all = revisions(Optional.of(month)).toList();
    return all.stream()
        .filter(one -> all.stream().noneMatch(two -> isNewer(two, one)))
        .sorted(Comparator.comparing(CostRevision::resourceGroup))
        .toList();
  }

  private static boolean isNewer(CostRevision one, CostRevision other) {
    return one.resourceGroup().equals(other.resourceGroup()) && one.number() > other.number();
  }

  private Stream<CostRevision> revisions(Optional<YearMonth> month) {
    return store
        .costBook()
        .revisions(month, Optional.empty(), OptionalLong.empty(), Integer.MAX_VALUE)
        .stream();
  }

  /// The newest revision of Azure's cost of some month, or of any; 0 if there is none.
  long newestRevision(Optional<YearMonth> month) {
    return revisions(month).mapToLong(CostRevision::number).max().orElse(0);
  }

  /// The months that cost anything, some of them more than once.
  Stream<YearMonth> months() {
    return Stream.concat(
        revisions(Optional.empty()).filter(one -> one.items() > 0).map(CostRevision::month),
        store.fixedCosts().postedMonths());
  }

  Optional<YearMonth> firstMonth() {
    return months().min(Comparator.naturalOrder());
  }

  /// The fixed costs that are due in a month and not posted.
  List<FixedCostId> notPosted(YearMonth month) {
    List<FixedCostId> posted = posted(month).map(PostedCost::id).toList();
    return store.fixedCosts().list(Optional.empty(), Integer.MAX_VALUE).stream()
        .filter(cost -> cost.dueUntil(month).anyMatch(month::equals))
        .map(FixedCost::id)
        .filter(id -> !posted.contains(id))
        .toList();
  }
}
