package com.totvs.billing.application.usage;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.Examples;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.license.LookupPolicy;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.memory.InMemoryUsageJournal;
import com.totvs.billing.application.memory.ScriptedLicenseServer;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseState;
import com.totvs.billing.domain.usage.Settlement.SetAside;
import com.totvs.billing.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SettleUsageTest {
  private static final LookupPolicy POLICY = LookupPolicy.DEFAULT;
  private static final Duration JITTER = Duration.ofSeconds(1);

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final InMemoryUsageJournal journal = billing.journal();
  private final ScriptedLicenseServer licenseServer = new ScriptedLicenseServer();
  private final SettleUsage settleUsage =
      new SettleUsage(journal, billing.licenses(), licenseServer, POLICY, clock, new Random(1));

  @Test
  void a_new_license_is_looked_up_once_and_remembered() {
    licenseServer.issues(LICENSE, ACME);
    append(usageOf(LICENSE), usageOf(LICENSE));

    assertThat(settleUsage.settle(10)).isEqualTo(1);
    assertThat(settleUsage.settle(10)).isZero();

    assertThat(journal.settledFor(ACME)).isEqualTo(2);
    assertThat(licenseServer.asked).containsExactly(LICENSE);
  }

  @Test
  void more_usage_than_one_batch_holds_is_settled_in_one_go() {
    licenseServer.issues(LICENSE, ACME);
    append(Stream.generate(() -> usageOf(LICENSE)).limit(5_001).toArray(UsageRecord[]::new));

    settleUsage.settle(1);

    assertThat(journal.settledFor(ACME)).isEqualTo(5_001);
  }

  @Test
  void no_more_licenses_are_taken_than_wanted() {
    append(usageOf(LICENSE), usageOf(OTHER_LICENSE));

    assertThat(settleUsage.settle(1)).isEqualTo(1);

    assertThat(licenseServer.asked).hasSize(1);
  }

  @Test
  void a_license_that_nobody_holds_is_set_aside_and_asked_about_again_later() {
    append(usageOf(LICENSE));

    settleUsage.settle(10);

    assertThat(license().state()).isEqualTo(LicenseState.SET_ASIDE);
    assertThat(journal.all().getFirst().settlement()).isInstanceOf(SetAside.class);
    assertDueIn(POLICY.setAsideDelay().dividedBy(2), POLICY.setAsideDelay());

    licenseServer.issues(LICENSE, ACME);
    clock.advance(POLICY.setAsideDelay());
    settleUsage.settle(10);

    assertThat(journal.settledFor(ACME)).isEqualTo(1);
  }

  @Test
  void while_license_server_is_silent_the_wait_doubles_up_to_its_limit() {
    append(usageOf(LICENSE));
    licenseServer.goesSilent("timed out", Optional.empty());

    for (Duration wait = POLICY.firstDelay();
        wait.compareTo(POLICY.longestDelay()) < 0;
        wait = wait.multipliedBy(2)) {
      settleUsage.settle(10);
      assertDueIn(wait.dividedBy(2), wait.plus(JITTER));
      clock.advance(Duration.between(clock.instant(), license().nextAttempt()));
    }
    settleUsage.settle(10);

    assertDueIn(POLICY.longestDelay().dividedBy(2), POLICY.longestDelay());
    assertThat(license().reason()).isEqualTo("timed out");
    assertThat(license().state()).isEqualTo(LicenseState.WAITING);
  }

  @Test
  void license_server_is_left_alone_as_long_as_it_wishes() {
    append(usageOf(LICENSE));
    Duration wish = Duration.ofMinutes(20);
    licenseServer.goesSilent("too many questions", Optional.of(wish));

    settleUsage.settle(10);

    assertDueIn(wish, wish.plus(JITTER));
    assertThat(license().failedAttempts()).isEqualTo(1);
  }

  @Test
  void usage_is_settled_once_license_server_comes_back() {
    append(usageOf(LICENSE));
    licenseServer.issues(LICENSE, ACME);
    licenseServer.goesSilent("down", Optional.empty());
    settleUsage.settle(10);

    licenseServer.comesBack();
    clock.advance(POLICY.longestDelay());
    settleUsage.settle(10);

    assertThat(journal.settledFor(ACME)).isEqualTo(1);
    assertThat(license().reason()).isEmpty();
    assertThat(license().failedAttempts()).isZero();
  }

  @Test
  void a_refused_credential_slows_the_questions_down() {
    append(usageOf(LICENSE));
    licenseServer.denies("401");

    settleUsage.settle(10);

    assertThat(license().reason()).isEqualTo("401");
    assertDueIn(POLICY.longestDelay().dividedBy(2), POLICY.longestDelay());
  }

  @Test
  void a_question_that_was_not_sent_counts_as_no_attempt() {
    append(usageOf(LICENSE));
    Duration open = Duration.ofSeconds(10);
    licenseServer.isNotAsked("License Server has been failing", open);

    settleUsage.settle(10);

    assertThat(license().failedAttempts()).isZero();
    assertThat(license().reason()).isEqualTo("License Server has been failing");
    assertThat(licenseServer.asked).isEmpty();
    assertDueIn(open, open.plus(JITTER));
  }

  @Test
  void a_node_that_dies_after_remembering_leaves_its_usage_to_the_next_one() {
    append(usageOf(LICENSE));
    remember(ACME);

    settleUsage.settle(10);

    assertThat(journal.settledFor(ACME)).isEqualTo(1);
    assertThat(licenseServer.asked).isEmpty();
  }

  @Test
  void a_license_whose_settling_failed_is_due_again_when_the_lease_ends() {
    append(usageOf(LICENSE));
    licenseServer.issues(LICENSE, ACME);
    settleButDie();

    clock.advance(POLICY.lease());
    settleUsage.settle(10);

    assertThat(journal.settledFor(ACME)).isEqualTo(1);
    assertThat(licenseServer.asked).containsExactly(LICENSE);
  }

  @Test
  void usage_left_behind_is_settled_on_its_holder_though_nobody_holds_the_license_any_more() {
    append(usageOf(LICENSE));
    remember(ACME);
    clock.advance(POLICY.refresh());

    settleUsage.settle(10);

    assertThat(journal.settledFor(ACME)).isEqualTo(1);
    assertThat(license().active()).isFalse();
    assertDueIn(POLICY.setAsideDelay().dividedBy(2), POLICY.setAsideDelay());
  }

  @Test
  void usage_left_behind_is_settled_on_its_holder_though_license_server_is_silent() {
    append(usageOf(LICENSE));
    remember(ACME);
    clock.advance(POLICY.refresh());
    licenseServer.goesSilent("down", Optional.empty());

    settleUsage.settle(10);

    assertThat(journal.settledFor(ACME)).isEqualTo(1);
  }

  @Test
  void a_known_license_is_confirmed_when_its_holder_has_grown_old() {
    licenseServer.issues(LICENSE, ACME);
    append(usageOf(LICENSE));
    settleUsage.settle(10);
    assertDueIn(POLICY.refresh().dividedBy(2), POLICY.refresh());

    Instant later = clock.advance(POLICY.refresh());
    licenseServer.issues(LICENSE, GLOBEX);
    settleUsage.settle(10);
    append(usageOf(LICENSE));

    assertThat(license().customer()).hasValue(GLOBEX);
    assertThat(license().confirmed()).hasValue(later);
    assertThat(journal.settledFor(ACME)).isEqualTo(1);
    assertThat(journal.settledFor(GLOBEX)).isEqualTo(1);
    assertThat(licenseServer.asked).containsExactly(LICENSE, LICENSE);
    assertDueIn(POLICY.refresh().dividedBy(2), POLICY.refresh());
  }

  @Test
  void a_known_license_that_is_still_fresh_is_not_asked_about() {
    remember(ACME);
    clock.advance(POLICY.freshFor());

    assertThat(settleUsage.settle(10)).isEqualTo(1);

    assertThat(licenseServer.asked).isEmpty();
    assertDueIn(POLICY.refresh().dividedBy(2), POLICY.refresh());
  }

  // Dies at the moment between remembering the holder and settling what waits.
  private void settleButDie() {
    journal.fails(new IllegalStateException("killed"));
    assertThatThrownBy(() -> settleUsage.settle(10)).hasMessage("killed");
    journal.recovers();
  }

  private void append(UsageRecord... usage) {
    journal.append(List.of(usage), PATIENCE);
  }

  private void remember(Customer customer) {
    billing.licenses().remember(LICENSE, Examples.heldBy(customer), NOW);
  }

  private License license() {
    return billing.licenses().find(LICENSE).orElseThrow();
  }

  private void assertDueIn(Duration least, Duration most) {
    assertThat(Duration.between(clock.instant(), license().nextAttempt())).isBetween(least, most);
  }
}
