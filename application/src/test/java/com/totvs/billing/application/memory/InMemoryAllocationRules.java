package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.audit.AuditAction;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Allocation rules kept in memory.
public final class InMemoryAllocationRules implements AllocationRules {
  private final InMemoryBilling store;
  private final NavigableMap<RuleId, AllocationRule> rules = new TreeMap<>();

  InMemoryAllocationRules(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public AllocationRule create(AllocationRule rule, String subject) {
    return store.transaction(
        () -> {
          AllocationRule there = rules.get(rule.id());
          if (there == null) {
            Months.requireOpen(store.months().latestClosed(), rule.first());
            rules.put(rule.id(), rule);
            store.audit(
                subject,
                AuditAction.CREATE_ALLOCATION_RULE,
                rule.id().value(),
                AllocationRules.detail(rule));
          } else if (!there.equals(rule)) {
            throw AllocationRules.exists(rule.id());
          }
          return rule;
        });
  }

  @Override
  public AllocationRule end(RuleId id, YearMonth last, String subject) {
    return store.transaction(
        () -> {
          AllocationRule there = find(id).orElseThrow(() -> AllocationRules.notFound(id));
          AllocationRule ended = there.endingWith(last);
          if (!ended.equals(there)) {
            Months.requireOpen(store.months().latestClosed(), there.changedBy(last));
            rules.put(id, ended);
            store.audit(subject, AuditAction.END_ALLOCATION_RULE, id.value(), last.toString());
          }
          return ended;
        });
  }

  @Override
  public Optional<AllocationRule> find(RuleId id) {
    return store.transaction(() -> Optional.ofNullable(rules.get(id)));
  }

  @Override
  public List<AllocationRule> list(Optional<RuleId> after, int limit) {
    return store.transaction(
        () ->
            rules.values().stream()
                .filter(one -> after.map(id -> one.id().compareTo(id) > 0).orElse(true))
                .limit(limit)
                .toList());
  }
}
