package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.cost.FixedCost;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.PostedCost;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Fixed costs kept in memory.
public final class InMemoryFixedCosts implements FixedCosts {
  private static final Comparator<PostedCost> ORDER =
      Comparator.comparing(PostedCost::month).thenComparing(PostedCost::id);

  private final InMemoryBilling store;
  private final NavigableMap<FixedCostId, FixedCost> costs = new TreeMap<>();
  private final List<PostedCost> posted = new ArrayList<>();

  InMemoryFixedCosts(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public FixedCost create(FixedCost cost, String subject) {
    return store.transaction(
        () -> {
          FixedCost there = costs.get(cost.id());
          if (there != null && !there.equals(cost)) {
            throw FixedCosts.exists(cost.id());
          }
          if (there == null) {
            Months.requireOpen(store.months().latestClosed(), cost.first());
            costs.put(cost.id(), cost);
            store.audit(
                subject, AuditAction.CREATE_FIXED_COST, cost.id().value(), FixedCosts.detail(cost));
          }
          return cost;
        });
  }

  @Override
  public void provide(FixedCost cost) {
    store.transaction(() -> costs.merge(cost.id(), cost, (there, _) -> there.of(cost.solution())));
  }

  @Override
  public FixedCost end(FixedCostId id, YearMonth last, String subject) {
    return store.transaction(
        () -> {
          FixedCost there =
              Optional.ofNullable(costs.get(id)).orElseThrow(() -> FixedCosts.notFound(id));
          FixedCosts.requireNotPosted(
              posted.stream()
                  .filter(one -> one.id().equals(id))
                  .map(PostedCost::month)
                  .max(Comparator.naturalOrder()),
              last);
          FixedCost ended = there.endingWith(last);
          if (!ended.equals(there)) {
            Months.requireOpen(store.months().latestClosed(), there.changedBy(last));
            costs.put(id, ended);
            store.audit(subject, AuditAction.END_FIXED_COST, id.value(), last.toString());
          }
          return ended;
        });
  }

  @Override
  public List<FixedCost> list(Optional<FixedCostId> after, int limit) {
    return store.transaction(
        () ->
            costs.values().stream()
                .filter(one -> after.map(id -> one.id().compareTo(id) > 0).orElse(true))
                .limit(limit)
                .toList());
  }

  @Override
  public List<PostedCost> postUntil(YearMonth month, Instant now) {
    return store.transaction(
        () -> {
          List<PostedCost> due =
              costs.values().stream()
                  .flatMap(cost -> cost.dueUntil(month).map(one -> cost.posted(one, now)))
                  .filter(one -> posted.stream().noneMatch(two -> same(one, two)))
                  .sorted(ORDER)
                  .limit(AT_ONCE)
                  .toList();
          posted.addAll(due);
          return due;
        });
  }

  private static boolean same(PostedCost one, PostedCost two) {
    return one.id().equals(two.id()) && one.month().equals(two.month());
  }

  /// The months that something was posted for.
  Stream<YearMonth> postedMonths() {
    return posted.stream().map(PostedCost::month);
  }

  @Override
  public List<PostedCost> posted(YearMonth month) {
    return store.transaction(
        () -> posted.stream().filter(one -> one.month().equals(month)).sorted(ORDER).toList());
  }
}
