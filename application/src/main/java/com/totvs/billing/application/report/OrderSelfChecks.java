package com.totvs.billing.application.report;

import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Has totals checked by itself: those of the newest days each time, where most is recorded, and
/// those of older days in turn, since settling, voiding and purging change them too. Each check is
/// of a bounded number of days, and every day has its turn before long.
public final class OrderSelfChecks {

  /// Who asks for the newest days, as operations show it.
  public static final String NEWEST = "job: self-check";

  /// Who asks for older days.
  public static final String OLDER = "job: self-check of older days";

  private static final int DAYS = 40;
  private static final int REMEMBERED = 100;

  private final Operations operations;
  private final DailyTotals totals;
  private final BusinessZone zone;
  private final Clock clock;

  public OrderSelfChecks(
      Operations operations, DailyTotals totals, BusinessZone zone, Clock clock) {
    this.operations = operations;
    this.totals = totals;
    this.zone = zone;
    this.clock = clock;
  }

  /// Orders a check of the last forty days, and one of forty older ones that have usage: those
  /// behind the ones checked last, and after the newest of them the oldest again.
  public void run() {
    LocalDate newest = zone.day(clock.instant()).minusDays(DAYS);
    order(NEWEST, new Span(Optional.of(zone.start(newest)), Optional.empty()));
    older(newest).ifPresent(span -> order(OLDER, span));
  }

  private Optional<Span> older(LocalDate newest) {
    List<LocalDate> days = totals.days(new Span(Optional.empty(), Optional.of(zone.start(newest))));
    List<LocalDate> behind =
        lastChecked()
            .flatMap(Span::end)
            .map(end -> days.stream().filter(day -> !zone.start(day).isBefore(end)).toList())
            .filter(some -> !some.isEmpty())
            .orElse(days);
    return behind.stream().limit(DAYS).reduce((_, last) -> last).map(last -> span(behind, last));
  }

  private Span span(List<LocalDate> days, LocalDate last) {
    return new Span(
        Optional.of(zone.start(days.getFirst())), Optional.of(zone.start(last.plusDays(1))));
  }

  // What was not checked to its end has its turn again.
  private Optional<Span> lastChecked() {
    return operations
        .list(
            new Operations.Filter(Set.of(OperationKind.RUN_SELF_CHECK), Optional.of(true)),
            Optional.empty(),
            REMEMBERED)
        .stream()
        .filter(one -> one.order().requestedBy().equals(OLDER))
        .filter(one -> one.ending().filter(Ending.Succeeded.class::isInstance).isPresent())
        .findFirst()
        .map(Operation::order)
        .map(Order::span);
  }

  private void order(String subject, Span span) {
    var _ =
        operations.start(
            new Order(OperationKind.RUN_SELF_CHECK, span, false, subject, Optional.empty()));
  }
}
