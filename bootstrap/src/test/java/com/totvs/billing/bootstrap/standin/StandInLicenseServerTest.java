package com.totvs.billing.bootstrap.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.licenseserver.LicenseServerModule;
import com.totvs.billing.licenseserver.LicenseServerModule.FieldNames;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The stand-in, asked by the adapter that asks the real one.
class StandInLicenseServerTest {
  private static final LicenseId LICENSE = new LicenseId("LS/São Paulo? 1");
  private static final Customer ACME = new Customer(new CustomerCode("T12345"), "Acme \"SA\"");

  @Test
  void it_tells_the_holder_it_was_told() {
    EmergencyKey key =
        new EmergencyKey(
            EmergencyKey.State.ACTIVE,
            Optional.of(Instant.parse("2026-11-20T12:00:00Z")),
            Optional.of(Instant.parse("2026-12-05T12:00:00Z")));
    try (StandInLicenseServer standIn = StandInLicenseServer.answersWhatItIsTold()) {
      standIn.holds(LICENSE, ACME, key, false);

      assertThat(asking(standIn).ask(LICENSE)).isEqualTo(new Answer.Held(ACME, false, key));
      assertThat(asking(standIn).ask(new LicenseId("LS-2"))).isEqualTo(new Answer.Nobody());
      assertThat(standIn.questions(LICENSE)).hasSize(1);
      assertThat(standIn.questions()).isEqualTo(2);
    }
  }

  @Test
  void it_goes_down_and_comes_back() {
    try (StandInLicenseServer standIn = StandInLicenseServer.answersWhatItIsTold()) {
      standIn.holds(LICENSE, ACME);
      LicenseServer licenseServer = asking(standIn);

      standIn.goDown();
      assertThat(licenseServer.ask(LICENSE))
          .isInstanceOfSatisfying(
              Answer.Silent.class,
              silent -> assertThat(silent.retryAfter()).contains(Duration.ofSeconds(1)));

      standIn.comeBack();
      assertThat(licenseServer.ask(LICENSE)).isInstanceOf(Answer.Held.class);
    }
  }

  @Test
  void it_makes_up_the_same_customer_for_a_license_each_time() {
    try (StandInLicenseServer one = StandInLicenseServer.answersEveryone();
        StandInLicenseServer another = StandInLicenseServer.answersEveryone()) {
      assertThat(asking(one).ask(LICENSE))
          .isInstanceOf(Answer.Held.class)
          .isEqualTo(asking(another).ask(LICENSE));
      assertThat(asking(one).ask(new LicenseId("NOBODY-1"))).isEqualTo(new Answer.Nobody());
    }
  }

  private static LicenseServer asking(StandInLicenseServer standIn) {
    LicenseServerModule.Config config =
        new LicenseServerModule.Config(
            standIn.address(),
            "/v1/license-servers/{licenseServerId}",
            Optional.empty(),
            FieldNames.DEFAULT,
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            100,
            Duration.ofSeconds(1));
    return Guice.createInjector(
            new LicenseServerModule(config),
            binder -> {
              binder.bind(Clock.class).toInstance(Clock.systemUTC());
              binder.bind(OpenTelemetry.class).toInstance(OpenTelemetry.noop());
            })
        .getInstance(LicenseServer.class);
  }
}
