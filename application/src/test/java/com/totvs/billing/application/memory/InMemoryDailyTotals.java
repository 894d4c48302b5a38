package com.totvs.billing.application.memory;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Finding;
import java.time.LocalDate;
import java.util.List;

/// Keeps no sums: there is nothing to be wrong.
public final class InMemoryDailyTotals implements DailyTotals {
  private final InMemoryBilling store;

  InMemoryDailyTotals(InMemoryBilling store) {
    this.store = store;
  }

  @Override
  public boolean sum(int limit) {
    return false;
  }

  @Override
  public List<LocalDate> days(Span span) {
    return store.transaction(
        () ->
            store.rows().stream()
                .map(row -> store.zone.day(row.usage().occurredTime()))
                .filter(day -> touches(span, day))
                .distinct()
                .sorted()
                .toList());
  }

  private boolean touches(Span span, LocalDate day) {
    return span.start().map(store.zone.start(day.plusDays(1))::isAfter).orElse(true)
        && span.end().map(store.zone.start(day)::isBefore).orElse(true);
  }

  @Override
  public boolean rebuild(Claim claim, LocalDate day) {
    return store.transaction(
        () -> {
          var _ = store.operations().step(claim);
          return false;
        });
  }

  @Override
  public List<Finding> check(LocalDate day) {
    return List.of();
  }

  @Override
  public List<Finding> check() {
    return List.of(new Finding("nothing can be wrong", true, ""));
  }
}
