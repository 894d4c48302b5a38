package com.totvs.billing.application.license;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.Examples;
import com.totvs.billing.application.PortsContract;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import com.totvs.billing.domain.license.LicenseTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Licenses] remembers; [LicenseQueueContract] says when it has licenses asked about.
public abstract class LicensesContract extends PortsContract {
  private static final Instant LATER = NOW.plus(Duration.ofHours(6));

  @Test
  void a_license_that_was_never_met_is_not_found() {
    assertThat(licenses().find(LICENSE)).isEmpty();
  }

  @Test
  void a_license_met_in_usage_waits_and_is_due() {
    append(usageOf(LICENSE));

    assertThat(license(LICENSE))
        .isEqualTo(
            new License(
                LICENSE,
                LicenseState.WAITING,
                Optional.empty(),
                false,
                EmergencyKey.NOT_TOLD,
                NOW,
                Optional.empty(),
                "",
                0,
                NOW));
  }

  @Test
  void what_license_server_told_is_kept() {
    EmergencyKey key =
        new EmergencyKey(EmergencyKey.State.ACTIVE, Optional.of(NOW), Optional.of(LATER));

    licenses().remember(LICENSE, new Answer.Held(ACME, true, key), NOW);

    assertThat(license(LICENSE))
        .isEqualTo(
            new License(
                LICENSE,
                LicenseState.KNOWN,
                Optional.of(ACME),
                true,
                key,
                NOW,
                Optional.of(NOW),
                "",
                0,
                NOW));
  }

  @Test
  void an_inactive_license_and_key_are_kept_as_such() {
    EmergencyKey key =
        new EmergencyKey(EmergencyKey.State.INACTIVE, Optional.empty(), Optional.empty());

    licenses().remember(LICENSE, new Answer.Held(ACME, false, key), NOW);

    assertThat(license(LICENSE).state()).isEqualTo(LicenseState.KNOWN);
    assertThat(license(LICENSE).active()).isFalse();
    assertThat(license(LICENSE).emergencyKey()).isEqualTo(key);
  }

  @Test
  void a_newer_answer_replaces_the_older() {
    remember(LICENSE, ACME);
    Instant tomorrow = ports().clock().advance(Duration.ofDays(1));
    remember(LICENSE, GLOBEX);

    assertThat(license(LICENSE).customer()).hasValue(GLOBEX);
    assertThat(license(LICENSE).confirmed()).hasValue(tomorrow);
    assertThat(license(LICENSE).firstSeen()).isEqualTo(NOW);
  }

  @Test
  void an_answer_that_arrives_late_replaces_no_newer_holder() {
    remember(LICENSE, GLOBEX);

    licenses().remember(LICENSE, Examples.heldBy(ACME), NOW.minusSeconds(1));

    assertThat(license(LICENSE).customer()).hasValue(GLOBEX);
    assertThat(license(LICENSE).confirmed()).hasValue(NOW);
  }

  @Test
  void a_customers_name_follows_the_newest_answer_about_any_of_its_licenses() {
    remember(LICENSE, ACME);
    Customer renamed = new Customer(ACME.code(), "ACME do Brasil");
    ports().clock().advance(Duration.ofDays(1));

    remember(OTHER_LICENSE, renamed);

    assertThat(license(LICENSE).customer()).hasValue(renamed);
  }

  @Test
  void a_customers_name_does_not_go_back_to_that_of_an_older_answer() {
    Customer renamed = new Customer(ACME.code(), "ACME do Brasil");
    remember(LICENSE, renamed);

    licenses().remember(OTHER_LICENSE, Examples.heldBy(ACME), NOW.minusSeconds(1));

    assertThat(license(OTHER_LICENSE).customer()).hasValue(renamed);
  }

  @Test
  void a_license_that_nobody_holds_is_set_aside_with_the_reason() {
    append(usageOf(LICENSE));
    licenses().postpone(LICENSE, "away", NOW, true);

    licenses().setAside(LICENSE, "nobody holds it", LATER);

    License license = license(LICENSE);
    assertThat(license.state()).isEqualTo(LicenseState.SET_ASIDE);
    assertThat(license.reason()).isEqualTo("nobody holds it");
    assertThat(license.customer()).isEmpty();
    assertThat(license.failedAttempts()).isZero();
    assertThat(license.nextAttempt()).isEqualTo(LATER);
  }

  @Test
  void a_holder_known_from_before_is_kept_as_inactive() {
    remember(LICENSE, ACME);

    licenses().setAside(LICENSE, "nobody holds it", LATER);

    License license = license(LICENSE);
    assertThat(license.state()).isEqualTo(LicenseState.KNOWN);
    assertThat(license.customer()).hasValue(ACME);
    assertThat(license.active()).isFalse();
    assertThat(license.confirmed()).hasValue(NOW);
    assertThat(license.reason()).isEqualTo("nobody holds it");
    assertThat(license.nextAttempt()).isEqualTo(LATER);
  }

  @Test
  void a_holder_ends_what_was_wrong_with_the_license() {
    append(usageOf(LICENSE));
    licenses().setAside(LICENSE, "nobody holds it", LATER);
    licenses().postpone(LICENSE, "away", LATER, true);

    remember(LICENSE, ACME);

    License license = license(LICENSE);
    assertThat(license.state()).isEqualTo(LicenseState.KNOWN);
    assertThat(license.active()).isTrue();
    assertThat(license.reason()).isEmpty();
    assertThat(license.failedAttempts()).isZero();
  }

  @Test
  void a_license_that_was_never_met_is_neither_set_aside_nor_postponed_nor_rested() {
    licenses().setAside(LICENSE, "nobody holds it", LATER);
    licenses().postpone(LICENSE, "away", LATER, true);
    licenses().rest(LICENSE, LATER);

    assertThat(licenses().find(LICENSE)).isEmpty();
  }

  @Test
  void pages_hold_every_license_once_and_in_order() {
    List<LicenseId> all = IntStream.range(10, 30).mapToObj(i -> new LicenseId("LS-" + i)).toList();
    all.reversed().forEach(id -> append(usageOf(id)));

    assertThat(pages(Optional.empty(), 3)).isEqualTo(all);
    assertThat(pages(Optional.empty(), 1)).isEqualTo(all);
    assertThat(pages(Optional.empty(), 100)).isEqualTo(all);
  }

  @Test
  void pages_of_one_state_hold_the_licenses_in_it() {
    LicenseId setAside = new LicenseId("LS-NOBODYS");
    append(usageOf(OTHER_LICENSE));
    append(usageOf(setAside));
    licenses().setAside(setAside, "nobody holds it", LATER);
    remember(LICENSE, ACME);

    assertThat(pages(Optional.of(LicenseState.KNOWN), 1)).containsExactly(LICENSE);
    assertThat(pages(Optional.of(LicenseState.WAITING), 1)).containsExactly(OTHER_LICENSE);
    assertThat(pages(Optional.of(LicenseState.SET_ASIDE), 1)).containsExactly(setAside);
  }

  @Test
  void totals_count_the_states_and_tell_since_when_the_oldest_waits() {
    LicenseId setAside = new LicenseId("LS-NOBODYS");
    append(usageOf(setAside));
    licenses().setAside(setAside, "nobody holds it", LATER);
    Instant second = ports().clock().advance(Duration.ofMinutes(1));
    append(usageOf(LICENSE));
    ports().clock().advance(Duration.ofMinutes(1));
    append(usageOf(OTHER_LICENSE));
    remember(new LicenseId("LS-3"), GLOBEX);

    assertThat(licenses().totals())
        .isEqualTo(new LicenseTotals(1, 2, 1, Optional.of(second), Optional.of(NOW)));
  }

  @Test
  void totals_of_nothing_are_zero() {
    assertThat(licenses().totals())
        .isEqualTo(new LicenseTotals(0, 0, 0, Optional.empty(), Optional.empty()));
  }

  private Licenses licenses() {
    return ports().licenses();
  }

  private List<LicenseId> pages(Optional<LicenseState> state, int pageSize) {
    List<LicenseId> ids = new ArrayList<>();
    List<License> page = licenses().list(state, Optional.empty(), pageSize);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(pageSize);
      page.forEach(license -> ids.add(license.id()));
      page = licenses().list(state, Optional.of(page.getLast().id()), pageSize);
    }
    return ids;
  }
}
