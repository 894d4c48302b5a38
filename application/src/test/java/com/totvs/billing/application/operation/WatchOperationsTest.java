package com.totvs.billing.application.operation;

import static com.totvs.billing.application.Examples.ADMIN;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.allowed;
import static com.totvs.billing.application.Examples.limitedTo;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.selfCheck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.call.Patience;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class WatchOperationsTest {
  private static final Span OCTOBER = months(YearMonth.of(2026, 10));
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Caller PURGER = allowed(Scope.USAGE_PURGE);

  private final InMemoryBilling billing = new InMemoryBilling(new SettableClock());
  private final Operations operations = billing.operations();
  private final WatchOperations watch = new WatchOperations(operations);

  @Test
  void an_operation_is_shown_to_those_who_may_start_such() {
    Operation purge = operations.start(purge(OCTOBER));
    Operation check = operations.start(selfCheck());

    assertThat(watch.get(PURGER, purge.id())).isEqualTo(purge);
    assertThat(reason(() -> watch.get(PURGER, check.id()))).isEqualTo(Reason.SCOPE_MISSING);
    assertThat(watch.get(allowed(Scope.ADMIN_WRITE), check.id())).isEqualTo(check);
  }

  @Test
  void an_operation_that_never_was_is_not_found() {
    OperationId nowhere = new OperationId(UUID.randomUUID());

    assertThat(reason(() -> watch.get(ADMIN, nowhere))).isEqualTo(Reason.OPERATION_NOT_FOUND);
    assertThat(reason(() -> watch.await(ADMIN, nowhere, LONG, () -> false)))
        .isEqualTo(Reason.OPERATION_NOT_FOUND);
    assertThat(reason(() -> cancel(ADMIN, nowhere))).isEqualTo(Reason.OPERATION_NOT_FOUND);
  }

  @Test
  void a_caller_limited_to_solutions_sees_no_operation() {
    Caller limited = limitedTo(VISION.id());
    OperationId id = operations.start(purge(OCTOBER)).id();
    Operations.Filter all = filter(OperationKind.values());

    assertThat(reason(() -> watch.get(limited, id))).isEqualTo(Reason.SOLUTION_FORBIDDEN);
    assertThat(reason(() -> watch.await(limited, id, LONG, () -> false)))
        .isEqualTo(Reason.SOLUTION_FORBIDDEN);
    assertThat(reason(() -> cancel(limited, id))).isEqualTo(Reason.SOLUTION_FORBIDDEN);
    assertThat(reason(() -> watch.list(limited, all, Optional.empty(), 10)))
        .isEqualTo(Reason.SOLUTION_FORBIDDEN);
    assertThat(operations.find(id).orElseThrow().cancelRequested()).isFalse();
  }

  @Test
  void a_list_shows_only_what_the_caller_may_start() {
    Operation purge = operations.start(purge(OCTOBER));
    Operation check = operations.start(selfCheck());

    assertThat(list(ADMIN, OperationKind.values())).containsExactly(check, purge);
    assertThat(list(PURGER, OperationKind.values())).containsExactly(purge);
    assertThat(list(ADMIN, OperationKind.RUN_SELF_CHECK)).containsExactly(check);
    assertThat(list(PURGER, OperationKind.RUN_SELF_CHECK)).isEmpty();
    assertThat(list(allowed(Scope.USAGE_READ), OperationKind.values())).isEmpty();
  }

  @Test
  void waiting_for_what_is_over_takes_no_time() {
    Operation operation = operations.start(selfCheck());
    end();
    long begin = System.nanoTime();

    assertThat(watch.await(ADMIN, operation.id(), LONG, () -> false).done()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG.dividedBy(2));
  }

  @Test
  void waiting_ends_with_the_operation() throws InterruptedException {
    Operation operation = operations.start(selfCheck());
    AtomicReference<Optional<Operation>> seen = new AtomicReference<>(Optional.empty());
    Thread waiting =
        Thread.startVirtualThread(
            () -> seen.set(Optional.of(watch.await(ADMIN, operation.id(), LONG, () -> false))));

    end();

    assertThat(waiting.join(LONG)).isTrue();
    assertThat(seen.get()).map(Operation::done).contains(true);
  }

  @Test
  void waiting_ends_with_the_patience() {
    Operation operation = operations.start(selfCheck());
    Duration patience = Duration.ofMillis(150);
    long begin = System.nanoTime();

    assertThat(watch.await(ADMIN, operation.id(), patience, () -> false).done()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(patience, LONG);
  }

  @Test
  void waiting_ends_when_nobody_wants_to_know_any_more() {
    Operation operation = operations.start(selfCheck());
    AtomicInteger looks = new AtomicInteger();
    long begin = System.nanoTime();

    assertThat(watch.await(ADMIN, operation.id(), LONG, () -> looks.incrementAndGet() > 2).done())
        .isFalse();

    assertThat(looks).hasValue(3);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG.dividedBy(2));
  }

  @Test
  void each_look_has_a_limit_of_its_own_and_ends_with_the_callers_patience() {
    OperationId id = operations.start(selfCheck()).id();
    List<Duration> limits = new ArrayList<>();
    Operations noting =
        (Operations)
            Proxy.newProxyInstance(
                Operations.class.getClassLoader(),
                new Class<?>[] {Operations.class},
                (_, method, arguments) -> {
                  limits.add(Patience.left().orElseThrow());
                  return method.invoke(operations, arguments);
                });
    WatchOperations watching = new WatchOperations(noting);

    var _ = watching.await(ADMIN, id, Duration.ZERO, () -> false);
    var _ =
        Patience.within(
            Duration.ofSeconds(1), () -> watching.await(ADMIN, id, Duration.ZERO, () -> false));

    assertThat(limits.getFirst()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    assertThat(limits.getLast()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void waiting_needs_the_scope_too() {
    OperationId id = operations.start(selfCheck()).id();

    assertThat(reason(() -> watch.await(PURGER, id, LONG, () -> false)))
        .isEqualTo(Reason.SCOPE_MISSING);
  }

  @Test
  void who_may_start_one_may_cancel_one() {
    OperationId id = operations.start(purge(OCTOBER)).id();

    assertThat(reason(() -> cancel(allowed(Scope.ADMIN_WRITE), id)))
        .isEqualTo(Reason.SCOPE_MISSING);
    assertThat(cancel(PURGER, id)).isTrue();
    assertThat(cancel(PURGER, id)).isTrue();
    assertThat(operations.find(id).orElseThrow().cancelRequested()).isTrue();
  }

  private void end() {
    Claim claim = operations.claim(OperationKind.Line.CHECKING, LONG).orElseThrow();
    operations.end(claim, new Ending.Cancelled(NOW));
  }

  private boolean cancel(Caller caller, OperationId id) {
    watch.cancel(caller, id);
    return true;
  }

  private List<Operation> list(Caller caller, OperationKind... kinds) {
    return watch.list(caller, filter(kinds), Optional.empty(), 10);
  }

  private static Operations.Filter filter(OperationKind... kinds) {
    return new Operations.Filter(Set.of(kinds), Optional.empty());
  }

  private static Reason reason(Supplier<?> asking) {
    return catchThrowableOfType(BillingException.class, asking::get).reason();
  }
}
