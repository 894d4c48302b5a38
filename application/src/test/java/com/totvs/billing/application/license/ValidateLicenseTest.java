package com.totvs.billing.application.license;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.GLOBEX;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usageOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.memory.ScriptedLicenseServer;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.LicenseState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ValidateLicenseTest {
  private static final LookupPolicy POLICY = LookupPolicy.DEFAULT;
  private static final EmergencyKey KEY =
      new EmergencyKey(EmergencyKey.State.ACTIVE, Optional.of(NOW), Optional.empty());

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final ScriptedLicenseServer licenseServer = new ScriptedLicenseServer();
  private final ValidateLicense validateLicense =
      new ValidateLicense(billing.licenses(), licenseServer, POLICY, clock);

  @Test
  void a_license_never_met_is_asked_about_and_remembered() {
    licenseServer.issues(LICENSE, new Answer.Held(ACME, true, KEY));

    assertThat(validate())
        .isEqualTo(new Validation(true, true, Optional.of(ACME), KEY, Optional.of(NOW), true, ""));
    assertThat(billing.licenses().find(LICENSE).orElseThrow().customer()).hasValue(ACME);
  }

  @Test
  void an_inactive_license_is_known_but_not_valid() {
    licenseServer.issues(LICENSE, new Answer.Held(ACME, false, KEY));

    assertThat(validate().known()).isTrue();
    assertThat(validate().valid()).isFalse();
  }

  @Test
  void an_answer_that_is_fresh_enough_is_not_asked_for_again() {
    billing.licenses().remember(LICENSE, heldBy(ACME), NOW);
    clock.advance(POLICY.freshFor());

    assertThat(validate())
        .isEqualTo(
            new Validation(
                true, true, Optional.of(ACME), EmergencyKey.NOT_TOLD, Optional.of(NOW), false, ""));
    assertThat(licenseServer.asked).isEmpty();
  }

  @Test
  void an_answer_that_has_grown_old_is_asked_for_again() {
    billing.licenses().remember(LICENSE, heldBy(ACME), NOW);
    licenseServer.issues(LICENSE, GLOBEX);
    Instant later = clock.advance(POLICY.freshFor().plusNanos(1_000));

    assertThat(validate().customer()).hasValue(GLOBEX);
    assertThat(validate().confirmed()).hasValue(later);
    assertThat(licenseServer.asked).containsExactly(LICENSE);
  }

  @Test
  void a_caller_may_want_a_fresher_answer() {
    billing.licenses().remember(LICENSE, heldBy(ACME), NOW);
    licenseServer.issues(LICENSE, ACME);
    clock.advance(Duration.ofSeconds(2));

    assertThat(validate(Duration.ofSeconds(2)).fresh()).isFalse();
    assertThat(validate(Duration.ofSeconds(1)).fresh()).isTrue();
  }

  @Test
  void a_license_that_nobody_holds_and_no_usage_names_is_not_kept() {
    assertThat(validate())
        .isEqualTo(
            new Validation(
                false, false, Optional.empty(), EmergencyKey.NOT_TOLD, Optional.of(NOW), true, ""));
    assertThat(billing.licenses().find(LICENSE)).isEmpty();
  }

  @Test
  void a_license_that_nobody_holds_is_set_aside_if_usage_waits_for_it() {
    billing.journal().append(List.of(usageOf(LICENSE)), PATIENCE);

    assertThat(validate().known()).isFalse();

    assertThat(billing.licenses().find(LICENSE).orElseThrow().state())
        .isEqualTo(LicenseState.SET_ASIDE);
  }

  @Test
  void a_license_that_was_withdrawn_shows_who_held_it_last() {
    billing.licenses().remember(LICENSE, heldBy(ACME), NOW);
    clock.advance(POLICY.refresh());

    assertThat(validate().known()).isFalse();
    assertThat(validate().customer()).hasValue(ACME);
  }

  @Test
  void a_license_that_was_withdrawn_a_moment_ago_is_still_unknown() {
    billing.licenses().remember(LICENSE, heldBy(ACME), NOW);
    clock.advance(Duration.ofSeconds(2));

    assertThat(validate(Duration.ofSeconds(1)).known()).isFalse();
    assertThat(validate().known()).isFalse();
  }

  @Test
  void when_license_server_is_away_what_is_kept_must_do() {
    billing.licenses().remember(LICENSE, heldBy(ACME), NOW);
    clock.advance(POLICY.refresh());
    licenseServer.goesSilent("timed out", Optional.empty());

    Validation kept = validate();

    assertThat(kept.valid()).isTrue();
    assertThat(kept.customer()).hasValue(ACME);
    assertThat(kept.fresh()).isFalse();
    assertThat(kept.confirmed()).hasValue(NOW);
    assertThat(kept.problem()).isEqualTo("timed out");
  }

  @Test
  void when_license_server_is_away_a_license_set_aside_is_unknown() {
    billing.journal().append(List.of(usageOf(LICENSE)), PATIENCE);
    billing.licenses().setAside(LICENSE, "nobody holds it", NOW);
    licenseServer.denies("403");

    assertThat(validate().known()).isFalse();
    assertThat(validate().problem()).isEqualTo("403");
  }

  @Test
  void when_license_server_is_away_and_nothing_is_kept_there_is_no_answer() {
    licenseServer.isNotAsked("it has been failing", Duration.ofSeconds(9));

    assertUnavailable();
    billing.journal().append(List.of(usageOf(LICENSE)), PATIENCE);
    assertUnavailable();
  }

  private void assertUnavailable() {
    BillingException refusal = catchThrowableOfType(BillingException.class, this::validate);
    assertThat(refusal.reason()).isEqualTo(Reason.LICENSE_SERVER_UNAVAILABLE);
    assertThat(refusal.retryAfter()).isPresent();
    assertThat(refusal.metadata()).isEqualTo(Map.of("licenseServerId", LICENSE.value()));
  }

  private Validation validate() {
    return validateLicense.validate(LICENSE, Optional.empty());
  }

  private Validation validate(Duration maxAge) {
    return validateLicense.validate(LICENSE, Optional.of(maxAge));
  }
}
