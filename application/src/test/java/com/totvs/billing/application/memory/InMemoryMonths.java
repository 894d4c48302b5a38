package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.Closing;
import com.totvs.billing.domain.month.MonthState;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Months kept in memory.
public final class InMemoryMonths implements Months {
  private final InMemoryBilling store;
  private final List<Closing> closings = new ArrayList<>();

  InMemoryMonths(InMemoryBilling store) {
    this.store = store;
  }

  /// Writes a closing down.
  void close(YearMonth month, long run, String subject, CloseTerms terms, String digest) {
    closings.add(
        new Closing(
            closings.size() + 1L,
            month,
            run,
            store.now(),
            subject,
            terms.reason(),
            terms.acceptUnsettled(),
            digest,
            Optional.empty()));
  }

  /// The closings that hold, oldest first.
  List<Closing> closings() {
    return closings.stream()
        .filter(Closing::holds)
        .sorted(Comparator.comparing(Closing::month))
        .toList();
  }

  @Override
  public Optional<YearMonth> latestClosed() {
    return store.transaction(
        () -> closings().stream().map(Closing::month).max(Comparator.naturalOrder()));
  }

  @Override
  public List<MonthState> list(YearMonth open, Optional<YearMonth> before, int limit) {
    return store.transaction(
        () ->
            Months.listed(
                    store.allocationBook().firstWithCost(),
                    open,
                    closings.stream().map(Closing::month).toList())
                .stream()
                .filter(month -> before.map(month::isBefore).orElse(true))
                .limit(limit)
                .map(this::state)
                .toList());
  }

  @Override
  public MonthState reopen(YearMonth month, String subject, String reason) {
    return store.transaction(
        () -> {
          Closing closing =
              closings().reversed().stream()
                  .findFirst()
                  .filter(one -> one.month().equals(month))
                  .orElseThrow(() -> Months.notClosed(month, latestClosed()));
          closings.set(
              (int) closing.number() - 1,
              closing.reopened(new Closing.Reopening(store.now(), subject, reason)));
          store.audit(subject, AuditAction.REOPEN_MONTH, month.toString(), reason);
          return state(month);
        });
  }

  private MonthState state(YearMonth month) {
    List<Closing> own =
        closings.reversed().stream().filter(one -> one.month().equals(month)).toList();
    return new MonthState(
        month, Months.isClosed(latestClosed(), month), store.allocationBook().reported(month), own);
  }
}
