package com.totvs.billing.application.report;

import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.Order;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Totals of as many days as a test wants, some of them wrong.
final class ScriptedTotals implements DailyTotals {
  private final InMemoryBilling billing;
  private final List<LocalDate> days;
  private final Set<LocalDate> wrong;
  final List<LocalDate> rebuilt = new ArrayList<>();
  final List<LocalDate> checked = new ArrayList<>();
  int cancelAfter = Integer.MAX_VALUE;
  private Optional<Claim> claimed = Optional.empty();

  ScriptedTotals(InMemoryBilling billing, int days, Integer... wrong) {
    this.billing = billing;
    this.days = IntStream.range(0, days).mapToObj(ScriptedTotals::day).toList();
    this.wrong = Stream.of(wrong).map(ScriptedTotals::day).collect(Collectors.toSet());
  }

  static LocalDate day(int index) {
    return LocalDate.of(2026, 9, 1).plusDays(index);
  }

  @Override
  public boolean sum(int limit) {
    return false;
  }

  @Override
  public List<LocalDate> days(Span span) {
    cancelAfter(0);
    return days;
  }

  @Override
  public boolean rebuild(Claim claim, LocalDate day) {
    rebuilt.add(day);
    cancelAfter(rebuilt.size());
    return wrong.contains(day);
  }

  @Override
  public List<Finding> check(LocalDate day) {
    checked.add(day);
    cancelAfter(checked.size());
    return wrong.contains(day)
        ? List.of(new Finding("the totals of " + day, false, "differ"))
        : List.of();
  }

  @Override
  public List<Finding> check() {
    return List.of(new Finding("all is known", true, ""));
  }

  private void cancelAfter(int days) {
    if (days == cancelAfter) {
      var _ = billing.operations().cancel(claimed.orElseThrow().operation().id(), "ana");
    }
  }

  /// Orders it, does the work, and returns what became of it.
  Operation outcome(Order order, RunOperations.Work work) {
    var _ = billing.operations().start(order);
    Claim claim =
        billing.operations().claim(order.kind().line(), Duration.ofMinutes(1)).orElseThrow();
    claimed = Optional.of(claim);
    work.run(claim);
    return billing.operations().find(claim.operation().id()).orElseThrow();
  }
}
