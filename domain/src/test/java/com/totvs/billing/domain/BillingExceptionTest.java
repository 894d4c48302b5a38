package com.totvs.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BillingExceptionTest {
  private final BillingException full =
      BillingException.of(Reason.QUEUE_FULL, "too much waits", Map.of("capacity", "9"));

  @Test
  void a_failure_invites_a_repeat_only_when_told_to() {
    BillingException again = full.retryAfter(Duration.ofSeconds(2));

    assertThat(full.retryAfter()).isEmpty();
    assertThat(again.retryAfter()).hasValue(Duration.ofSeconds(2));
    assertThat(again.withoutRetry().retryAfter()).isEmpty();
  }

  @Test
  void a_failure_stays_the_same_when_it_invites_a_repeat() {
    BillingException again = full.retryAfter(Duration.ofSeconds(2)).withoutRetry();

    assertThat(again).hasMessage("too much waits");
    assertThat(again.reason()).isEqualTo(Reason.QUEUE_FULL);
    assertThat(again.metadata()).containsExactly(Map.entry("capacity", "9"));
  }

  @Test
  void a_failure_costs_no_stack_trace() {
    assertThat(full.getStackTrace()).isEmpty();
  }
}
