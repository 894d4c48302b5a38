package com.totvs.billing.application.operation;

import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static com.totvs.billing.application.operation.Orders.rebuild;
import static com.totvs.billing.application.operation.Orders.restore;
import static com.totvs.billing.application.operation.Orders.selfCheck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Finding;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.operation.Progress;
import com.totvs.billing.domain.operation.Result;
import com.totvs.billing.domain.purge.PlaceCounts;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How every [Operations] keeps orders and what became of them.
public abstract class OperationsContract extends PortsContract {
  private static final Span OCTOBER = months(YearMonth.of(2026, 10));
  private static final Set<OperationKind> EVERY_KIND = EnumSet.allOf(OperationKind.class);

  @Test
  void an_order_becomes_an_operation_that_waits_for_its_turn() {
    Order order = Orders.repeatable(purge(OCTOBER), UUID.randomUUID());

    Operation operation = operations().start(order);

    assertThat(operation)
        .isEqualTo(
            new Operation(
                operation.id(),
                order,
                NOW,
                Optional.empty(),
                NOW,
                false,
                Progress.NONE,
                Optional.empty()));
    assertThat(operation(operation.id())).isEqualTo(operation);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void an_order_is_kept_as_it_was_given(Order order) {
    assertThat(operation(operations().start(order).id()).order()).isEqualTo(order);
  }

  static Stream<Order> orders() {
    return Stream.of(
        purge(new Span(Optional.empty(), Optional.of(NOW.plusNanos(123_000)))),
        Orders.dry(restore(OCTOBER)),
        rebuild(),
        Orders.by("job: purging old months", selfCheck()));
  }

  @Test
  void an_operation_that_never_was_is_not_found() {
    OperationId nowhere = new OperationId(UUID.randomUUID());

    assertThat(operations().find(nowhere)).isEmpty();
    assertThat(operations().cancel(nowhere, "ana")).isEmpty();
  }

  @Test
  void a_repeated_order_brings_the_operation_it_was_given() {
    Order order = Orders.repeatable(rebuild(), UUID.randomUUID());
    Operation first = operations().start(order);
    assertThat(operations().start(order)).isEqualTo(first);

    operations().end(claim(OperationKind.Line.CHECKING).orElseThrow(), new Ending.Cancelled(NOW));

    assertThat(operations().start(order)).isEqualTo(operation(first.id()));
    assertThat(list(EVERY_KIND)).hasSize(1);
  }

  @Test
  void of_many_equal_orders_at_once_there_is_one_operation() {
    Order order = Orders.repeatable(rebuild(), UUID.randomUUID());

    assertThat(atOnce(8, () -> operations().start(order).id()).stream().distinct().toList())
        .isEqualTo(list(EVERY_KIND));
  }

  @Test
  void a_request_id_belongs_to_one_order_of_a_kind() {
    UUID requestId = UUID.randomUUID();
    Order order = Orders.repeatable(purge(OCTOBER), requestId);
    Operation first = operations().start(order);

    Stream.of(
            Orders.repeatable(purge(months(YearMonth.of(2026, 9))), requestId),
            Orders.dry(order),
            Orders.by("rui", order))
        .forEach(
            other ->
                assertThat(refusal(() -> operations().start(other)).reason())
                    .isEqualTo(Reason.REQUEST_ID_REUSED));
    assertThat(list(EVERY_KIND)).containsExactly(first.id());
    assertThat(operations().start(Orders.repeatable(restore(OCTOBER), requestId)).id())
        .isNotEqualTo(first.id());
  }

  @Test
  void equal_orders_without_a_request_id_are_two() {
    assertThat(operations().start(purge(OCTOBER)).id())
        .isNotEqualTo(operations().start(purge(OCTOBER)).id());
  }

  @Test
  void operations_are_listed_newest_first() {
    Operation purge = operations().start(purge(OCTOBER));
    Operation check = operations().start(selfCheck());
    Operation restore = operations().start(restore(OCTOBER));
    operations().end(claim(OperationKind.Line.CHECKING).orElseThrow(), new Ending.Cancelled(NOW));

    assertThat(list(EVERY_KIND)).containsExactly(restore.id(), check.id(), purge.id());
    assertThat(list(Set.of(OperationKind.PURGE_USAGE, OperationKind.RUN_SELF_CHECK)))
        .containsExactly(check.id(), purge.id());
    assertThat(list(Set.of())).isEmpty();
    assertThat(list(EVERY_KIND, true)).containsExactly(check.id());
    assertThat(list(EVERY_KIND, false)).containsExactly(restore.id(), purge.id());
  }

  @Test
  void pages_hold_every_operation_once() {
    for (int i = 0; i < 5; i++) {
      var _ = operations().start(i % 2 == 0 ? purge(OCTOBER) : selfCheck());
    }
    Operations.Filter all = new Operations.Filter(EVERY_KIND, Optional.empty());
    List<Operation> paged = new ArrayList<>();
    List<Operation> page = operations().list(all, Optional.empty(), 2);
    while (!page.isEmpty()) {
      paged.addAll(page);
      page = operations().list(all, Optional.of(page.getLast().id()), 2);
    }

    assertThat(paged).extracting(Operation::id).isEqualTo(list(EVERY_KIND));
  }

  @Test
  void an_operation_is_asked_to_end_and_goes_on_until_its_worker_sees_it() {
    Operation operation = operations().start(purge(OCTOBER));

    Operation asked = operations().cancel(operation.id(), "ana").orElseThrow();

    assertThat(asked.cancelRequested()).isTrue();
    assertThat(asked.done()).isFalse();
    assertThat(operations().cancel(operation.id(), "rui")).contains(asked);
    assertThat(cancelledBy()).containsExactly("ana");
    assertThat(claim(OperationKind.Line.MOVING).orElseThrow().operation()).isEqualTo(asked);
  }

  @Test
  void what_is_over_cannot_be_cancelled() {
    Claim claim = claimed(selfCheck());
    operations().end(claim, new Ending.Failed(NOW, Optional.empty(), "it could not"));
    Operation over = operation(claim.operation().id());

    assertThat(operations().cancel(over.id(), "ana")).contains(over);
    assertThat(over.cancelRequested()).isFalse();
    assertThat(cancelledBy()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("endings")
  void an_ending_is_kept_as_it_was(Order order, Ending ending) {
    Claim claim = claimed(order);

    operations().end(claim, ending);

    assertThat(operation(claim.operation().id()).ending()).contains(ending);
    assertThat(claim(order.kind().line())).isEmpty();
  }

  static Stream<Arguments> endings() {
    Instant later = NOW.plusSeconds(60);
    return Stream.of(
        Arguments.of(purge(OCTOBER), new Ending.Failed(later, Optional.empty(), "it could not")),
        Arguments.of(
            purge(OCTOBER),
            new Ending.Failed(later, Optional.of(Reason.PERIOD_PURGED), "it may not")),
        Arguments.of(restore(OCTOBER), new Ending.Cancelled(later)),
        Arguments.of(
            purge(OCTOBER),
            new Ending.Succeeded(
                later, new Result.Moved(new PlaceCounts(3, 4), new PlaceCounts(0, 7)))),
        Arguments.of(selfCheck(), new Ending.Succeeded(later, new Result.Checked(List.of()))),
        Arguments.of(
            selfCheck(),
            new Ending.Succeeded(
                later,
                new Result.Checked(
                    List.of(
                        new Finding("one is right", true, ""),
                        new Finding("another is right", false, "it is not"))))));
  }

  @Test
  void a_rebuild_tells_its_days_and_those_that_were_wrong() {
    Claim claim = claimed(rebuild());
    var _ = ports().operations().progress(claim, 3, 3);
    Ending ending = new Ending.Succeeded(NOW, new Result.Rebuilt(3, 1));

    operations().end(claim, ending);

    assertThat(operation(claim.operation().id()).ending()).contains(ending);
  }

  private Operations operations() {
    return ports().operations();
  }

  private List<OperationId> list(Set<OperationKind> kinds) {
    return list(new Operations.Filter(kinds, Optional.empty()));
  }

  private List<OperationId> list(Set<OperationKind> kinds, boolean done) {
    return list(new Operations.Filter(kinds, Optional.of(done)));
  }

  private List<OperationId> list(Operations.Filter filter) {
    return operations().list(filter, Optional.empty(), 100).stream().map(Operation::id).toList();
  }

  private List<String> cancelledBy() {
    AuditFilter cancels =
        new AuditFilter(Span.ALWAYS, Optional.empty(), Optional.of(AuditAction.CANCEL_OPERATION));
    return ports().auditLog().list(cancels, OptionalLong.empty(), 10).stream()
        .map(AuditEntry::subject)
        .toList();
  }

  private static BillingException refusal(Supplier<?> asking) {
    return catchThrowableOfType(BillingException.class, asking::get);
  }
}
