package com.totvs.billing.domain.access;

import static com.totvs.billing.domain.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.catalog.SolutionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CallerTest {
  private static final SolutionId OWN = new SolutionId("own");
  private static final SolutionId OTHER = new SolutionId("other");
  private static final Caller WHOLE =
      new Caller("whole", Set.of(Scope.USAGE_READ), Optional.empty());
  private static final Caller LIMITED =
      new Caller("limited", Set.of(Scope.USAGE_READ), Optional.of(Set.of(OWN)));

  @Test
  void a_caller_needs_the_scope() {
    assertThatNoException().isThrownBy(() -> WHOLE.require(Scope.USAGE_READ));

    BillingException refusal = refusal(() -> WHOLE.require(Scope.USAGE_WRITE));

    assertThat(refusal.reason()).isEqualTo(Reason.SCOPE_MISSING);
    assertThat(refusal.metadata()).isEqualTo(Map.of("scope", "usage:write"));
  }

  @Test
  void a_limited_caller_may_use_only_its_solutions() {
    assertThat(LIMITED.mayUse(OWN)).isTrue();
    assertThat(LIMITED.mayUse(OTHER)).isFalse();
    assertThat(refusal(() -> LIMITED.require(OTHER)).reason()).isEqualTo(Reason.SOLUTION_FORBIDDEN);
    assertThatNoException().isThrownBy(() -> LIMITED.require(OWN));
    assertThat(WHOLE.mayUse(OTHER)).isTrue();
  }

  @Test
  void rows_without_a_solution_are_not_for_limited_callers() {
    assertThatNoException().isThrownBy(WHOLE::requireAllSolutions);
    assertThat(refusal(LIMITED::requireAllSolutions).reason()).isEqualTo(Reason.SOLUTION_FORBIDDEN);
  }

  @ParameterizedTest
  @EnumSource
  void a_scope_is_found_by_its_text(Scope scope) {
    assertThat(Scope.of(scope.text())).hasValue(scope);
    assertThat(Scope.of(scope.name())).isEmpty();
  }
}
