package com.totvs.billing.postgres.allocation;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.monthly;
import static com.totvs.billing.application.operation.Orders.months;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.CheckClosings;
import com.totvs.billing.application.allocation.RunAllocation;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.allocation.Balance;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.postgres.Eventually;
import com.totvs.billing.postgres.TestDatabase;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes that allocate months and close them at once.
final class TwoNodesAllocateTest {
  private static final YearMonth NOVEMBER = OCTOBER.plusMonths(1);
  private static final int LATE_RECORDS = 20;
  private static final CloseTerms FORCED = new CloseTerms(false, true, "both want it");

  private final SettableClock clock = new SettableClock();
  private final TestDatabase one = TestDatabase.emptied(clock);
  private final TestDatabase other = TestDatabase.anotherNode(clock);

  @BeforeEach
  void useAndPayFor() {
    clock.set(Instant.parse("2026-12-20T15:00:00Z"));
    one.get(Licenses.class).remember(LICENSE, heldBy(ACME), clock.instant());
    var _ = one.get(FixedCosts.class).create(monthly("fee", "10", OCTOBER), "ana");
    var _ = one.get(FixedCosts.class).postUntil(NOVEMBER, clock.instant());
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void each_month_is_closed_once_and_everything_is_charged_once() throws Exception {
    List<Operation> orders = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      orders.add(order(OperationKind.ALLOCATE_COST, NOVEMBER));
      orders.add(order(OperationKind.CLOSE_MONTH, OCTOBER));
      orders.add(order(OperationKind.ALLOCATE_COST, OCTOBER));
      orders.add(order(OperationKind.CLOSE_MONTH, NOVEMBER));
    }
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = nodes.submit(() -> work(one, orders));
      Future<?> second = nodes.submit(() -> work(other, orders));
      for (int i = 0; i < LATE_RECORDS; i++) {
        use(OCTOBER);
        use(NOVEMBER);
      }
      first.get();
      second.get();
    }

    AllocationBook book = one.get(AllocationBook.class);
    assertThat(book.closings())
        .extracting(closing -> closing.month())
        .containsExactly(OCTOBER, NOVEMBER);
    assertThat(book.runs(Optional.empty(), OptionalLong.empty(), 100))
        .hasSize((int) orders.stream().filter(this::hasSucceeded).count());
    CheckClosings checks = new CheckClosings(other.get(AllocationBook.class));
    assertThat(checks.closings()).allMatch(closing -> checks.check(closing).right());
    assertThat(
            book.closings().stream()
                .flatMap(closing -> book.run(closing.run()).orElseThrow().balances().stream())
                .map(Balance::collected)
                .reduce(BigInteger.ZERO, BigInteger::add))
        .isEqualTo(BigInteger.valueOf(2_000));
  }

  private Operation order(OperationKind kind, YearMonth month) {
    return one.get(Operations.class)
        .start(
            new Order(
                kind,
                months(month),
                false,
                "ana",
                Optional.empty(),
                kind == OperationKind.CLOSE_MONTH ? FORCED : CloseTerms.STRICT));
  }

  private void work(TestDatabase node, List<Operation> orders) {
    Operations operations = node.get(Operations.class);
    RunAllocation allocation =
        new RunAllocation(
            node.get(AllocationBook.class), operations, List.of(), BusinessZone.SAO_PAULO, clock);
    RunOperations running =
        new RunOperations(
            operations,
            Map.of(OperationKind.ALLOCATE_COST, allocation, OperationKind.CLOSE_MONTH, allocation),
            clock);
    Eventually.holds(
        () -> {
          var _ = running.run(OperationKind.Line.ALLOCATING);
          return orders.stream().allMatch(order -> ending(order).isPresent());
        });
  }

  private void use(YearMonth month) {
    Instant time = BusinessZone.SAO_PAULO.start(month).plusSeconds(60);
    var _ =
        one.get(UsageJournal.class)
            .append(List.of(usage().license(LICENSE).at(time).record()), PATIENCE);
  }

  private boolean hasSucceeded(Operation order) {
    return ending(order).orElseThrow() instanceof Ending.Succeeded;
  }

  private Optional<Ending> ending(Operation order) {
    return one.get(Operations.class).find(order.id()).orElseThrow().ending();
  }
}
