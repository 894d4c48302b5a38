package com.totvs.billing.application.purge;

import static com.totvs.billing.application.Examples.ADMIN;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.allowed;
import static com.totvs.billing.application.Examples.limitedTo;
import static com.totvs.billing.application.operation.Orders.restore;
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
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.purge.PurgeRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class MoveUsageTest {
  private static final Instant LATEST = NOW.minus(Duration.ofHours(24));
  private static final Span OVER = span(LATEST.minusSeconds(60), LATEST);

  private final InMemoryBilling billing = new InMemoryBilling(new SettableClock());
  private final MoveUsage moveUsage =
      new MoveUsage(billing.operations(), PurgeRule.DEFAULT, new SettableClock());

  @Test
  void a_purge_is_ordered() {
    UUID requestId = UUID.randomUUID();

    Operation purge = moveUsage.purge(ADMIN, OVER, true, Optional.of(requestId));

    assertThat(purge.order())
        .isEqualTo(
            new Order(OperationKind.PURGE_USAGE, OVER, true, "admin", Optional.of(requestId)));
    assertThat(billing.operations().find(purge.id())).contains(purge);
  }

  @Test
  void a_restore_is_ordered_of_any_period() {
    Span future = span(NOW, NOW.plusSeconds(60));

    assertThat(moveUsage.restore(ADMIN, future, false, Optional.empty()).order())
        .isEqualTo(restore(future));
  }

  @Test
  void a_repeated_request_brings_the_same_operation() {
    Optional<UUID> requestId = Optional.of(UUID.randomUUID());
    Operation first = moveUsage.purge(ADMIN, OVER, false, requestId);

    assertThat(moveUsage.purge(ADMIN, OVER, false, requestId)).isEqualTo(first);
    assertThat(reason(() -> moveUsage.purge(ADMIN, OVER, true, requestId)))
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  void only_what_has_been_over_for_a_day_is_purged() {
    assertThat(purgeRefused(span(LATEST.minusSeconds(60), LATEST.plusNanos(1_000))))
        .isEqualTo(Reason.INVALID_FIELDS);
  }

  @Test
  void a_period_must_end_and_hold_something() {
    for (Span wrong :
        List.of(
            Span.ALWAYS, new Span(Optional.of(LATEST), Optional.empty()), span(LATEST, LATEST))) {
      assertThat(purgeRefused(wrong)).isEqualTo(Reason.INVALID_FIELDS);
      assertThat(reason(() -> moveUsage.restore(ADMIN, wrong, false, Optional.empty())))
          .isEqualTo(Reason.INVALID_FIELDS);
    }
    assertThat(
            moveUsage
                .purge(
                    ADMIN, new Span(Optional.empty(), Optional.of(LATEST)), false, Optional.empty())
                .done())
        .isFalse();
  }

  @Test
  void a_period_is_kept_in_microseconds() {
    Span fine = span(LATEST.minusSeconds(60).minusNanos(1), LATEST.minusNanos(1));

    assertThat(moveUsage.purge(ADMIN, fine, false, Optional.empty()).order().span())
        .isEqualTo(OVER);
  }

  @Test
  void the_scope_to_purge_is_needed_for_both_ways() {
    Caller other = allowed(Scope.USAGE_READ, Scope.ADMIN_WRITE);

    assertThat(reason(() -> moveUsage.purge(other, OVER, false, Optional.empty())))
        .isEqualTo(Reason.SCOPE_MISSING);
    assertThat(reason(() -> moveUsage.restore(other, OVER, true, Optional.empty())))
        .isEqualTo(Reason.SCOPE_MISSING);
  }

  @Test
  void a_caller_limited_to_solutions_moves_nothing() {
    Caller limited = limitedTo(VISION.id());

    assertThat(reason(() -> moveUsage.purge(limited, OVER, false, Optional.empty())))
        .isEqualTo(Reason.SOLUTION_FORBIDDEN);
    assertThat(reason(() -> moveUsage.restore(limited, OVER, false, Optional.empty())))
        .isEqualTo(Reason.SOLUTION_FORBIDDEN);
  }

  private Reason purgeRefused(Span span) {
    return reason(() -> moveUsage.purge(ADMIN, span, false, Optional.empty()));
  }

  private static Reason reason(Supplier<?> asking) {
    return catchThrowableOfType(BillingException.class, asking::get).reason();
  }
}
