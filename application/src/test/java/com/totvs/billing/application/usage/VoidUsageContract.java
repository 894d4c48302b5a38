package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.operation.Orders.months;
import static com.totvs.billing.application.operation.Orders.purge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.audit.AuditEntry;
import com.totvs.billing.domain.audit.AuditFilter;
import com.totvs.billing.domain.license.EmergencyKeyUse;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement;
import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.domain.usage.VoidReceipt;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// How every [UsageJournal] voids: by a second record that stays beside the first.
public abstract class VoidUsageContract extends PortsContract {
  private static final String WHY = "counted twice";
  private static final Instant OCTOBER_10 = Instant.parse("2026-10-10T12:00:00Z");

  @Test
  void a_voided_record_stays_and_another_one_cancels_it() {
    remember(LICENSE, ACME);
    UsageRecord wrong = usage().contingency(1).consumption(7, 8, 9).record();
    append(wrong);
    Instant later = ports().clock().advance(Duration.ofMinutes(5));

    assertThat(voidUsage(wrong, WHY)).isEqualTo(new VoidReceipt.Voided(later));

    UsageId by = wrong.id().cancelling();
    Settlement.Settled settled = new Settlement.Settled(ACME);
    assertThat(everything())
        .containsExactlyInAnyOrder(
            new RecordedUsage(wrong, NOW, settled, Place.ONLINE, new Correction.Voided(by)),
            new RecordedUsage(
                copy(wrong, by),
                later,
                settled,
                Place.ONLINE,
                new Correction.Voids(wrong.id(), WHY)));
  }

  @Test
  void a_record_is_voided_only_once_and_the_first_reason_stays() {
    UsageRecord wrong = usage().record();
    append(wrong);
    voidUsage(wrong, WHY);
    List<RecordedUsage> before = everything();
    ports().clock().advance(Duration.ofMinutes(5));

    VoidReceipt already = new VoidReceipt.AlreadyVoided(NOW, WHY);
    assertThat(voidUsage(wrong, WHY)).isEqualTo(already);
    assertThat(voidUsage(wrong, "another reason")).isEqualTo(already);
    assertThat(everything()).isEqualTo(before);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void of_many_voids_at_once_one_counts() {
    UsageRecord wrong = usage().record();
    append(wrong);

    List<VoidReceipt> receipts = atOnce(8, () -> voidUsage(wrong, WHY));

    assertThat(receipts).filteredOn(VoidReceipt.Voided.class::isInstance).hasSize(1);
    assertThat(receipts).filteredOn(VoidReceipt.AlreadyVoided.class::isInstance).hasSize(7);
    assertThat(everything()).hasSize(2);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void it_is_written_down_who_voided_what_and_why() {
    UsageRecord wrong = usage().record();
    append(wrong);

    journal().voidUsage(wrong.key(), WHY, "ana");

    assertThat(entries())
        .extracting(
            AuditEntry::time,
            AuditEntry::subject,
            AuditEntry::action,
            AuditEntry::target,
            AuditEntry::detail)
        .containsExactly(tuple(NOW, "ana", AuditAction.VOID_USAGE, wrong.id().toString(), WHY));
  }

  @Test
  void a_cancelling_record_waits_and_is_settled_with_its_target() {
    UsageRecord wrong = usage().record();
    append(wrong);
    voidUsage(wrong, WHY);
    assertThat(cancelling(wrong).settlement()).isInstanceOf(Settlement.Waiting.class);

    remember(LICENSE, ACME);

    assertThat(journal().settle(LICENSE, 10)).isEqualTo(2);
    assertThat(everything())
        .extracting(RecordedUsage::settlement)
        .containsOnly(new Settlement.Settled(ACME));
  }

  @Test
  void a_cancelling_record_is_settled_as_its_target_though_the_license_has_moved() {
    remember(LICENSE, ACME);
    UsageRecord wrong = usage().record();
    append(wrong);
    ports().clock().advance(Duration.ofDays(1));
    remember(LICENSE, GLOBEX);

    voidUsage(wrong, WHY);

    assertThat(cancelling(wrong).settlement()).isEqualTo(new Settlement.Settled(ACME));
  }

  @Test
  void a_record_that_waits_is_cancelled_by_one_that_waits_though_the_holder_is_known_by_now() {
    UsageRecord wrong = usage().record();
    append(wrong);
    remember(LICENSE, ACME);

    voidUsage(wrong, WHY);

    assertThat(cancelling(wrong).settlement()).isInstanceOf(Settlement.Waiting.class);
    assertThat(journal().settle(LICENSE, 10)).isEqualTo(2);
  }

  @Test
  void usage_set_aside_is_voided_too() {
    UsageRecord wrong = usage().record();
    append(wrong);
    ports().licenses().setAside(LICENSE, "nobody holds it", NOW.plusSeconds(60));

    assertThat(voidUsage(wrong, WHY)).isEqualTo(new VoidReceipt.Voided(NOW));
    assertThat(cancelling(wrong).settlement())
        .isEqualTo(new Settlement.SetAside("nobody holds it"));
  }

  @Test
  void a_record_in_history_is_cancelled_in_history_once() {
    UsageRecord wrong = usage().at(OCTOBER_10).record();
    append(wrong);
    moved(purge(months(YearMonth.of(2026, 10))));

    assertThat(voidUsage(wrong, WHY)).isEqualTo(new VoidReceipt.Voided(NOW));
    assertThat(voidUsage(wrong, WHY)).isEqualTo(new VoidReceipt.AlreadyVoided(NOW, WHY));
    assertThat(cancelling(wrong).place()).isEqualTo(Place.HISTORY);
    assertThat(kept(wrong).correction()).isEqualTo(new Correction.Voided(wrong.id().cancelling()));
  }

  @Test
  void a_record_that_moved_after_it_was_voided_is_not_voided_again() {
    UsageRecord wrong = usage().at(OCTOBER_10).record();
    append(wrong);
    voidUsage(wrong, WHY);
    moved(purge(months(YearMonth.of(2026, 10))));

    assertThat(voidUsage(wrong, "another")).isEqualTo(new VoidReceipt.AlreadyVoided(NOW, WHY));
    assertThat(everything()).hasSize(2);
  }

  @Test
  void a_cancelling_record_cannot_be_voided() {
    UsageRecord wrong = usage().record();
    append(wrong);
    voidUsage(wrong, WHY);

    assertThat(voidUsage(cancelling(wrong).usage(), WHY)).isEqualTo(new VoidReceipt.NoTarget());
    assertThat(everything()).hasSize(2);
  }

  @Test
  void only_a_record_of_this_very_key_is_voided() {
    UsageRecord usage = usage().record();
    append(usage);
    UsageId id = usage.id();

    assertThat(voidUsage(usage().record(), WHY)).isEqualTo(new VoidReceipt.NoTarget());
    assertThat(voidUsage(usage().id(id).license(OTHER_LICENSE).record(), WHY))
        .isEqualTo(new VoidReceipt.NoTarget());
    assertThat(voidUsage(usage().id(id).at(usage.occurredTime().plusNanos(1_000)).record(), WHY))
        .isEqualTo(new VoidReceipt.NoTarget());
    assertThat(kept(usage).correction()).isEqualTo(new Correction.None());
    assertThat(entries()).isEmpty();
  }

  @Test
  void a_record_that_happens_to_have_the_cancelling_id_cancels_nothing() {
    UsageRecord usage = usage().record();
    appendAll(usage, copy(usage, usage.id().cancelling()));

    assertThat(voidUsage(usage, WHY)).isEqualTo(new VoidReceipt.IdInUse());
    assertThat(everything())
        .extracting(RecordedUsage::correction)
        .containsOnly(new Correction.None());
    assertThat(entries()).isEmpty();
  }

  @Test
  void the_voided_call_is_still_a_repeat_but_the_cancelling_one_never_was_reported() {
    UsageRecord wrong = usage().record();
    append(wrong);
    voidUsage(wrong, WHY);
    UsageRecord cancelling = copy(wrong, wrong.id().cancelling());

    assertThat(appendAll(wrong, cancelling))
        .containsExactly(
            new Receipt.Repeated(wrong.id(), NOW), new Receipt.Conflicting(cancelling.id()));
    assertThat(everything()).hasSize(2);
  }

  @Test
  void a_voided_call_is_no_use_of_an_emergency_key() {
    UsageRecord wrong = usage().contingency(1).at(NOW.minusSeconds(60)).record();
    UsageRecord right = usage().contingency(1).at(NOW.minusSeconds(120)).record();
    appendAll(wrong, right);

    voidUsage(wrong, WHY);
    assertThat(emergencyKeyUses())
        .extracting(EmergencyKeyUse::lastUse, EmergencyKeyUse::calls)
        .containsExactly(tuple(right.occurredTime(), 1L));

    voidUsage(right, WHY);
    assertThat(emergencyKeyUses()).isEmpty();
  }

  private List<EmergencyKeyUse> emergencyKeyUses() {
    return ports()
        .emergencyKeys()
        .uses(
            new EmergencyKeys.Filter(
                Span.ALWAYS, Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            10);
  }

  private List<AuditEntry> entries() {
    return ports()
        .auditLog()
        .list(
            new AuditFilter(Span.ALWAYS, Optional.empty(), Optional.of(AuditAction.VOID_USAGE)),
            OptionalLong.empty(),
            10);
  }

  private static UsageRecord copy(UsageRecord usage, UsageId id) {
    return new UsageRecord(
        id,
        usage.occurredTime(),
        usage.license(),
        usage.solution(),
        usage.application(),
        usage.user(),
        usage.consumption(),
        usage.contingencyProviderType(),
        usage.purpose());
  }
}
