package com.totvs.billing.application.report;

import static com.totvs.billing.application.Examples.ADMIN;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.allowed;
import static com.totvs.billing.application.Examples.limitedTo;
import static com.totvs.billing.application.operation.Orders.rebuild;
import static com.totvs.billing.application.operation.Orders.selfCheck;
import static com.totvs.billing.application.operation.Orders.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.operation.Operation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class CheckTotalsTest {
  private final InMemoryBilling billing = new InMemoryBilling(new SettableClock());
  private final CheckTotals checkTotals = new CheckTotals(billing.operations());

  @Test
  void a_check_and_a_rebuild_are_ordered() {
    assertThat(checkTotals.selfCheck(ADMIN, Span.ALWAYS, Optional.empty()).order())
        .isEqualTo(selfCheck());
    assertThat(checkTotals.rebuild(ADMIN, Span.ALWAYS, Optional.empty()).order())
        .isEqualTo(rebuild());
  }

  @Test
  void a_repeated_request_brings_the_same_operation() {
    Optional<UUID> requestId = Optional.of(UUID.randomUUID());
    Operation first = checkTotals.rebuild(ADMIN, Span.ALWAYS, requestId);

    assertThat(checkTotals.rebuild(ADMIN, Span.ALWAYS, requestId)).isEqualTo(first);
    assertThat(reason(() -> checkTotals.rebuild(ADMIN, span(NOW.minusSeconds(1), NOW), requestId)))
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  void both_need_the_scope_and_every_solution() {
    assertThat(refusals(allowed(Scope.ADMIN_READ))).containsOnly(Reason.SCOPE_MISSING);
    assertThat(refusals(limitedTo(VISION.id()))).containsOnly(Reason.SOLUTION_FORBIDDEN);
  }

  private List<Reason> refusals(Caller caller) {
    return List.of(
        reason(() -> checkTotals.selfCheck(caller, Span.ALWAYS, Optional.empty())),
        reason(() -> checkTotals.rebuild(caller, Span.ALWAYS, Optional.empty())));
  }

  private static Reason reason(Supplier<?> asking) {
    return catchThrowableOfType(BillingException.class, asking::get).reason();
  }
}
