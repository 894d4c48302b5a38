package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.C_AND_P;
import static com.totvs.billing.application.Examples.EARLIER;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.newId;
import static com.totvs.billing.application.Examples.usage;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.catalog.Application;
import com.totvs.billing.domain.catalog.Solution;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.Correction;
import com.totvs.billing.domain.usage.Place;
import com.totvs.billing.domain.usage.Purpose;
import com.totvs.billing.domain.usage.Receipt.Accepted;
import com.totvs.billing.domain.usage.RecordedUsage;
import com.totvs.billing.domain.usage.Settlement.Settled;
import com.totvs.billing.domain.usage.Settlement.Waiting;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [UsageJournal] keeps to when it takes in usage; [UsageRepeatsContract] says what
/// becomes of ids that come twice.
public abstract class UsageJournalContract extends PortsContract {

  @Test
  void a_record_is_kept_as_it_was_reported() {
    UsageRecord usage =
        usage()
            .at(EARLIER.plusNanos(123_456_000))
            .contingency(-7)
            .consumption(1_000_000_000, 0, 1_000_000_000)
            .purpose(Purpose.DEVELOPMENT)
            .record();

    assertThat(append(usage)).isEqualTo(new Accepted(usage.id(), NOW));

    assertThat(everything())
        .containsExactly(
            new RecordedUsage(
                usage, NOW, new Settled(Customer.INTERNAL), Place.ONLINE, new Correction.None()));
  }

  @Test
  void a_contingency_type_that_was_not_told_differs_from_zero() {
    UsageRecord notTold = usage().record();
    UsageRecord zero = usage().contingency(0).record();

    appendAll(notTold, zero);

    assertThat(kept(notTold).usage().contingencyProviderType()).isEmpty();
    assertThat(kept(zero).usage().contingencyProviderType()).hasValue(0);
  }

  @Test
  void texts_are_kept_letter_by_letter() {
    UsageRecord usage =
        usage()
            .license(new LicenseId("{\"a\",\\b} 'NULL' ç 😀 " + "😀".repeat(100)))
            .by(new Solution(VISION.id(), "NULL"))
            .in(new Application(C_AND_P.id(), "😀".repeat(255)))
            .user(" O'Hara; -- \\N ")
            .record();

    append(usage);

    assertThat(kept(usage).usage()).isEqualTo(usage);
  }

  @Test
  void receipts_come_in_the_order_of_the_records() {
    List<UsageRecord> usage =
        IntStream.range(0, 1_000)
            .mapToObj(i -> usage().at(NOW.minus(Duration.ofMinutes(i * 60L))).record())
            .toList();

    assertThat(journal().append(usage, PATIENCE))
        .containsExactlyElementsOf(
            usage.stream().map(record -> new Accepted(record.id(), NOW)).toList());
    assertThat(everything()).hasSize(1_000);
  }

  @Test
  void a_record_is_found_by_its_id_alone() {
    UsageRecord usage = usageOf(LICENSE);
    appendAll(usage, usageOf(LICENSE));

    assertThat(journal().find(usage.id(), Optional.empty(), Optional.empty()))
        .extracting(RecordedUsage::usage)
        .containsExactly(usage);
  }

  @Test
  void a_record_is_not_found_under_another_id_license_or_time() {
    UsageRecord usage = usageOf(LICENSE);
    append(usage);

    assertThat(journal().find(newId(), Optional.empty(), Optional.empty())).isEmpty();
    assertThat(journal().find(usage.id(), Optional.of(OTHER_LICENSE), Optional.empty())).isEmpty();
    assertThat(journal().find(usage.id(), Optional.empty(), Optional.of(NOW))).isEmpty();
  }

  @Test
  void usage_of_a_new_license_waits_and_makes_the_license_due() {
    UsageRecord usage = usageOf(LICENSE);

    append(usage);

    assertThat(kept(usage).settlement()).isInstanceOf(Waiting.class);
    assertThat(claimDue()).containsExactly(LICENSE);
  }

  @Test
  void usage_of_a_license_met_before_does_not_make_it_due_again() {
    append(usageOf(LICENSE));
    claimDue();

    append(usageOf(LICENSE));

    assertThat(claimDue()).isEmpty();
  }

  @Test
  void usage_of_a_known_license_is_settled_at_once() {
    remember(LICENSE, ACME);
    UsageRecord usage = usageOf(LICENSE);

    append(usage);

    assertThat(kept(usage).settlement()).isEqualTo(new Settled(ACME));
  }

  @ParameterizedTest
  @EnumSource(
      value = Purpose.class,
      names = {"SUPPORT", "DEVELOPMENT"})
  void the_internal_client_answers_for_internal_usage_whoever_holds_the_license(Purpose purpose) {
    UsageRecord onNewLicense = usage().license(OTHER_LICENSE).purpose(purpose).record();
    UsageRecord onKnownLicense = usage().license(LICENSE).purpose(purpose).record();
    remember(LICENSE, ACME);

    appendAll(onNewLicense, onKnownLicense);

    assertThat(everything())
        .extracting(RecordedUsage::settlement)
        .containsOnly(new Settled(Customer.INTERNAL));
    assertThat(claimDue()).contains(OTHER_LICENSE);
  }

  @Test
  void the_newest_description_is_shown_on_every_record() {
    UsageRecord older = usage().by(VISION).in(C_AND_P).record();
    append(older);
    Solution renamed = new Solution(VISION.id(), "DTA Vision 2");
    Application renamedToo = new Application(C_AND_P.id(), "Construção e Projetos");

    append(usage().by(renamed).in(renamedToo).record());

    assertThat(kept(older).usage().solution()).isEqualTo(renamed);
    assertThat(kept(older).usage().application()).isEqualTo(renamedToo);
  }

  @Test
  void the_last_description_in_one_append_is_the_newest() {
    UsageRecord first = usage().by(VISION).record();

    appendAll(
        first,
        usage().by(new Solution(VISION.id(), "DTA Vision 2")).record(),
        usage().by(new Solution(VISION.id(), "")).record());

    assertThat(kept(first).usage().solution().description()).isEqualTo("DTA Vision 2");
  }

  @Test
  void an_empty_description_overwrites_nothing() {
    append(usage().by(CHAT).in(C_AND_P).record());
    UsageRecord silent =
        usage().by(new Solution(CHAT.id(), "")).in(new Application(C_AND_P.id(), "")).record();

    append(silent);

    assertThat(kept(silent).usage().solution()).isEqualTo(CHAT);
    assertThat(kept(silent).usage().application()).isEqualTo(C_AND_P);
  }

  @Test
  void a_description_told_later_fills_an_empty_one() {
    append(usage().by(new Solution(CHAT.id(), "")).record());

    UsageRecord told = usage().by(CHAT).record();
    append(told);

    assertThat(kept(told).usage().solution()).isEqualTo(CHAT);
  }
}
