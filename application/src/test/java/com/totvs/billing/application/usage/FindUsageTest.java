package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ADMIN;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.allowed;
import static com.totvs.billing.application.Examples.limitedTo;
import static com.totvs.billing.application.Examples.newId;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FindUsageTest {
  private final InMemoryBilling billing = new InMemoryBilling(new SettableClock());
  private final FindUsage findUsage = new FindUsage(billing.journal());

  @Test
  void a_record_is_found_by_its_id() {
    UsageRecord usage = append(usage().record());

    assertThat(find(ADMIN, usage.id()).usage()).isEqualTo(usage);
  }

  @Test
  void an_id_without_a_record_is_not_found() {
    UsageId id = newId();

    BillingException refusal = refusal(ADMIN, id);

    assertThat(refusal.reason()).isEqualTo(Reason.USAGE_NOT_FOUND);
    assertThat(refusal.metadata()).isEqualTo(Map.of("usageId", id.toString()));
  }

  @Test
  void a_record_of_a_forbidden_solution_looks_like_none() {
    UsageRecord usage = append(usage().by(VISION).record());

    assertThat(refusal(limitedTo(CHAT.id()), usage.id()).reason())
        .isEqualTo(Reason.USAGE_NOT_FOUND);
  }

  @Test
  void records_that_share_an_id_are_told_apart_by_license_and_time() {
    UsageRecord september = append(usage().at("2026-09-25T12:00:00Z").record());
    UsageRecord november =
        append(usage().id(september.id()).at("2026-11-10T12:00:00Z").by(CHAT).record());

    assertThat(refusal(ADMIN, september.id()).reason()).isEqualTo(Reason.USAGE_ID_AMBIGUOUS);
    assertThat(
            findUsage
                .find(
                    ADMIN,
                    september.id(),
                    Optional.of(LICENSE),
                    Optional.of(november.occurredTime()))
                .usage())
        .isEqualTo(november);
    assertThat(find(limitedTo(CHAT.id()), september.id()).usage()).isEqualTo(november);
  }

  @Test
  void a_caller_without_the_scope_finds_nothing() {
    UsageRecord usage = append(usage().record());

    assertThat(refusal(allowed(Scope.USAGE_WRITE), usage.id()).reason())
        .isEqualTo(Reason.SCOPE_MISSING);
  }

  private UsageRecord append(UsageRecord usage) {
    billing.journal().append(List.of(usage), PATIENCE);
    return usage;
  }

  private RecordedUsage find(Caller caller, UsageId id) {
    return findUsage.find(caller, id, Optional.empty(), Optional.empty());
  }

  private BillingException refusal(Caller caller, UsageId id) {
    return catchThrowableOfType(BillingException.class, () -> find(caller, id));
  }
}
