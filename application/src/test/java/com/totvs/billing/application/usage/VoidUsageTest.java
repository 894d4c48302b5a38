package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ADMIN;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.allowed;
import static com.totvs.billing.application.Examples.limitedTo;
import static com.totvs.billing.application.Examples.newId;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.FieldViolation;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VoidUsageTest {
  private static final VoidReason WHY = new VoidReason("counted twice");

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final VoidUsage voidUsage =
      new VoidUsage(new FindUsage(billing.journal()), billing.journal());

  @Test
  void a_voided_record_is_answered_with_the_id_of_the_one_that_cancels_it() {
    UsageRecord wrong = append(usage().record());

    assertThat(voided(ADMIN, wrong.id(), WHY))
        .isEqualTo(new VoidUsage.Voided(wrong.id().cancelling(), NOW, false));
    assertThat(billing.journal().all()).hasSize(2);
  }

  @Test
  void voiding_again_for_the_same_reason_is_a_repeat() {
    UsageRecord wrong = append(usage().record());
    var _ = voided(ADMIN, wrong.id(), WHY);
    clock.advance(Duration.ofMinutes(1));

    assertThat(voided(ADMIN, wrong.id(), WHY))
        .isEqualTo(new VoidUsage.Voided(wrong.id().cancelling(), NOW, true));
  }

  @Test
  void voiding_again_for_another_reason_is_refused() {
    UsageRecord wrong = append(usage().record());
    var _ = voided(ADMIN, wrong.id(), WHY);

    BillingException refusal = refusal(ADMIN, wrong.id(), new VoidReason("another"));

    assertThat(refusal.reason()).isEqualTo(Reason.USAGE_ALREADY_VOIDED);
    assertThat(refusal.metadata())
        .isEqualTo(Map.of("usageId", wrong.id().toString(), "voidedTime", NOW.toString()));
  }

  @Test
  void a_cancelling_record_is_refused_as_a_wrong_field() {
    UsageRecord wrong = append(usage().record());
    UsageId by = voided(ADMIN, wrong.id(), WHY).by();

    BillingException refusal = refusal(ADMIN, by, WHY);

    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_FIELDS);
    assertThat(refusal.violations()).extracting(FieldViolation::field).containsExactly("usage_id");
  }

  @Test
  void a_record_that_is_not_there_is_not_found() {
    assertThat(refusal(ADMIN, newId(), WHY).reason()).isEqualTo(Reason.USAGE_NOT_FOUND);
  }

  @Test
  void a_record_of_a_forbidden_solution_looks_like_none() {
    UsageRecord wrong = append(usage().by(VISION).record());

    assertThat(refusal(limitedTo(CHAT.id()), wrong.id(), WHY).reason())
        .isEqualTo(Reason.USAGE_NOT_FOUND);
    assertThat(billing.journal().all()).hasSize(1);
  }

  @Test
  void a_limited_caller_voids_usage_of_its_own_solution() {
    UsageRecord wrong = append(usage().by(CHAT).record());

    assertThat(voided(limitedTo(CHAT.id()), wrong.id(), WHY).duplicate()).isFalse();
  }

  @Test
  void records_that_share_an_id_are_told_apart_by_license_and_time() {
    UsageRecord september = append(usage().at("2026-09-25T12:00:00Z").record());
    UsageRecord november = append(usage().id(september.id()).at("2026-11-10T12:00:00Z").record());

    assertThat(refusal(ADMIN, september.id(), WHY).reason()).isEqualTo(Reason.USAGE_ID_AMBIGUOUS);
    var _ =
        voidUsage.voidUsage(
            ADMIN, november.id(), Optional.of(LICENSE), Optional.of(november.occurredTime()), WHY);

    assertThat(billing.journal().all())
        .extracting(RecordedUsage::correction)
        .filteredOn(Correction.None.class::isInstance)
        .hasSize(1);
  }

  @Test
  void the_cancelling_id_of_another_record_is_said_to_be_in_use() {
    UsageRecord wrong = append(usage().record());
    append(usage().id(wrong.id().cancelling()).record());

    BillingException refusal = refusal(ADMIN, wrong.id(), WHY);

    assertThat(refusal.reason()).isEqualTo(Reason.USAGE_ID_REUSED);
    assertThat(refusal.metadata()).isEqualTo(Map.of("usageId", wrong.id().cancelling().toString()));
  }

  @Test
  void only_the_scope_to_void_is_needed() {
    UsageRecord wrong = append(usage().record());

    assertThat(refusal(allowed(Scope.USAGE_READ, Scope.USAGE_WRITE), wrong.id(), WHY).reason())
        .isEqualTo(Reason.SCOPE_MISSING);
    assertThat(voided(allowed(Scope.USAGE_VOID), wrong.id(), WHY).duplicate()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void a_reason_is_a_text_of_one_line(String text) {
    assertThat(
            catchThrowableOfType(BillingException.class, () -> new VoidReason(text)).violations())
        .extracting(FieldViolation::field)
        .containsExactly("reason");
  }

  @Test
  void a_reason_has_at_most_500_code_points() {
    assertThat(new VoidReason("😀".repeat(500)).text()).hasSize(1_000);
    assertThatThrownBy(() -> new VoidReason("x".repeat(501))).isInstanceOf(BillingException.class);
  }

  private UsageRecord append(UsageRecord usage) {
    billing.journal().append(List.of(usage), PATIENCE);
    return usage;
  }

  private VoidUsage.Voided voided(Caller caller, UsageId id, VoidReason reason) {
    return voidUsage.voidUsage(caller, id, Optional.empty(), Optional.empty(), reason);
  }

  private BillingException refusal(Caller caller, UsageId id, VoidReason reason) {
    return catchThrowableOfType(BillingException.class, () -> voided(caller, id, reason));
  }
}
