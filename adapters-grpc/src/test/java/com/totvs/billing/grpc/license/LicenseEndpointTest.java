package com.totvs.billing.grpc.license;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.EARLIER;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AnswerSource;
import com.totvs.billing.v1.EmergencyKeyUse;
import com.totvs.billing.v1.LicenseServiceGrpc.LicenseServiceBlockingStub;
import com.totvs.billing.v1.LicenseState;
import com.totvs.billing.v1.ListEmergencyKeysRequest;
import com.totvs.billing.v1.ListEmergencyKeysResponse;
import com.totvs.billing.v1.ListLicensesRequest;
import com.totvs.billing.v1.ListLicensesResponse;
import com.totvs.billing.v1.Period;
import com.totvs.billing.v1.ValidateLicenseRequest;
import com.totvs.billing.v1.ValidateLicenseResponse;
import io.grpc.Status.Code;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseEndpointTest {
  private final TestServer server = new TestServer();
  private final LicenseServiceBlockingStub billing = server.licenses(TestTokens.admin());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_license_is_validated_by_license_server_and_then_from_our_own_table() {
    server.licenseServer.issues(LICENSE, ACME);

    ValidateLicenseResponse asked = billing.validateLicense(of(LICENSE.value()));
    ValidateLicenseResponse kept = billing.validateLicense(of(LICENSE.value()));

    assertThat(asked.getKnown()).isTrue();
    assertThat(asked.getValid()).isTrue();
    assertThat(asked.getCustomer()).isEqualTo(Wire.customer(ACME));
    assertThat(asked.getConfirmedTime()).isEqualTo(Wire.timestamp(NOW));
    assertThat(asked.getSource()).isEqualTo(AnswerSource.ANSWER_SOURCE_LICENSE_SERVER);
    assertThat(kept.getSource()).isEqualTo(AnswerSource.ANSWER_SOURCE_BILLING);
    assertThat(server.licenseServer.asked).containsExactly(LICENSE);
  }

  @Test
  void an_age_of_zero_asks_license_server_now() {
    server.licenseServer.issues(LICENSE, ACME);
    billing.validateLicense(of(LICENSE.value()));
    server.clock.advance(java.time.Duration.ofSeconds(1));

    billing.validateLicense(
        of(LICENSE.value()).toBuilder().setMaxAge(Duration.getDefaultInstance()).build());

    assertThat(server.licenseServer.asked).containsExactly(LICENSE, LICENSE);
  }

  @Test
  void an_unknown_license_is_unavailable_while_license_server_is_away() {
    server.licenseServer.goesSilent("it is away", Optional.empty());

    Refusal refusal = Refusal.of(() -> billing.validateLicense(of(LICENSE.value())));

    assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(refusal.reason()).isEqualTo("LICENSE_SERVER_UNAVAILABLE");
    assertThat(refusal.retry()).isPresent();
  }

  @Test
  void a_known_license_is_answered_from_what_is_kept_and_says_so() {
    server.licenseServer.issues(LICENSE, ACME);
    billing.validateLicense(of(LICENSE.value()));
    server.licenseServer.goesSilent("it is away", Optional.empty());
    server.clock.advance(java.time.Duration.ofHours(2));

    ValidateLicenseResponse answer =
        server
            .licenses(
                TestTokens.sign(
                    TestTokens.token()
                        .withExpiresAt(NOW.plus(java.time.Duration.ofHours(3)))
                        .withArrayClaim("solution_project_ids", new String[0])))
            .validateLicense(of(LICENSE.value()));

    assertThat(answer.getValid()).isTrue();
    assertThat(answer.getLicenseServerProblem()).contains("it is away");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0",
    "0, -1",
    "2592001, 0",
    "2592000, 1",
    "0, 1000000000",
    "9223372036854775807, 0"
  })
  void a_wrong_validation_names_every_wrong_field(long seconds, int nanos) {
    Duration age = Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();

    Refusal refusal =
        Refusal.of(() -> billing.validateLicense(of("").toBuilder().setMaxAge(age).build()));

    assertThat(refusal.violations()).containsExactly("license_server_id", "max_age");
  }

  @Test
  void licenses_are_listed_by_state_with_totals_of_all() {
    server.store.licenses().remember(LICENSE, heldBy(ACME), NOW);
    server.store.journal().append(List.of(usage().license(OTHER_LICENSE).record()), PATIENCE);

    ListLicensesResponse waiting =
        billing.listLicenses(
            ListLicensesRequest.newBuilder().setState(LicenseState.LICENSE_STATE_WAITING).build());

    assertThat(waiting.getLicensesList())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getLicenseServerId()).isEqualTo(OTHER_LICENSE.value());
              assertThat(row.hasCustomer()).isFalse();
              assertThat(row.getFirstSeenTime()).isEqualTo(Wire.timestamp(NOW));
            });
    assertThat(waiting.getTotals().getKnown()).isEqualTo(1);
    assertThat(waiting.getTotals().getWaiting()).isEqualTo(1);
    assertThat(waiting.getTotals().getOldestWaitingTime()).isEqualTo(Wire.timestamp(NOW));
    assertThat(waiting.getTotals().hasOldestSetAsideTime()).isFalse();
  }

  @Test
  void licenses_are_paged_in_order() {
    server.store.licenses().remember(OTHER_LICENSE, heldBy(ACME), NOW);
    server.store.licenses().remember(LICENSE, heldBy(ACME), NOW);
    ListLicensesRequest first = ListLicensesRequest.newBuilder().setPageSize(1).build();

    ListLicensesResponse page = billing.listLicenses(first);
    ListLicensesResponse next =
        billing.listLicenses(first.toBuilder().setPageToken(page.getNextPageToken()).build());

    assertThat(page.getLicenses(0).getLicenseServerId()).isEqualTo(LICENSE.value());
    assertThat(next.getLicenses(0).getLicenseServerId()).isEqualTo(OTHER_LICENSE.value());
    assertThat(next.getNextPageToken()).isEmpty();
  }

  @Test
  void licenses_belong_to_no_solution_and_are_closed_to_limited_tokens() {
    Refusal refusal =
        Refusal.of(
            () ->
                server
                    .licenses(TestTokens.limitedTo("dta-vision"))
                    .listLicenses(ListLicensesRequest.getDefaultInstance()));

    assertThat(refusal.code()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(refusal.reason()).isEqualTo("SOLUTION_FORBIDDEN");
  }

  @Test
  void an_unknown_state_is_refused_with_the_other_wrong_fields() {
    Refusal refusal =
        Refusal.of(
            () ->
                billing.listLicenses(
                    ListLicensesRequest.newBuilder().setStateValue(9).setPageSize(-5).build()));

    assertThat(refusal.violations()).containsExactly("page_size", "state");
  }

  @Test
  void emergency_keys_are_shown_with_the_end_of_their_fifteen_days() {
    server.store.licenses().remember(LICENSE, heldBy(ACME), NOW);
    server.store.journal().append(List.of(usage().contingency(2).record()), PATIENCE);
    server
        .store
        .journal()
        .append(List.of(usage().by(CHAT).license(OTHER_LICENSE).contingency(1).record()), PATIENCE);

    ListEmergencyKeysResponse all =
        billing.listEmergencyKeys(ListEmergencyKeysRequest.getDefaultInstance());
    ListEmergencyKeysResponse limited =
        server
            .licenses(TestTokens.limitedTo("dta-vision"))
            .listEmergencyKeys(ListEmergencyKeysRequest.getDefaultInstance());

    assertThat(all.getEmergencyKeyUsesList())
        .extracting(EmergencyKeyUse::getLicenseServerId)
        .containsExactly(LICENSE.value(), OTHER_LICENSE.value());
    assertThat(all.getEmergencyKeyUses(1).hasCustomer()).isFalse();
    EmergencyKeyUse own = limited.getEmergencyKeyUsesList().getFirst();
    assertThat(limited.getEmergencyKeyUsesCount()).isEqualTo(1);
    assertThat(own.getCustomer()).isEqualTo(Wire.customer(ACME));
    assertThat(own.getCalls()).isEqualTo(1);
    assertThat(own.getEndTime())
        .isEqualTo(Wire.timestamp(EARLIER.plus(java.time.Duration.ofDays(15))));
    assertThat(own.getOver()).isFalse();
  }

  @Test
  void emergency_keys_are_paged_also_behind_a_holder_that_is_not_known() {
    server.store.journal().append(List.of(usage().contingency(2).record()), PATIENCE);
    server
        .store
        .journal()
        .append(List.of(usage().license(OTHER_LICENSE).contingency(1).record()), PATIENCE);
    ListEmergencyKeysRequest first = ListEmergencyKeysRequest.newBuilder().setPageSize(1).build();

    String token = billing.listEmergencyKeys(first).getNextPageToken();

    assertThat(
            billing
                .listEmergencyKeys(first.toBuilder().setPageToken(token).build())
                .getEmergencyKeyUses(0)
                .getLicenseServerId())
        .isEqualTo(OTHER_LICENSE.value());
  }

  @Test
  void a_wrong_question_for_emergency_keys_names_every_wrong_field() {
    Refusal refusal =
        Refusal.of(
            () ->
                billing.listEmergencyKeys(
                    ListEmergencyKeysRequest.newBuilder()
                        .setPeriod(Period.getDefaultInstance())
                        .setCustomerCode("\n")
                        .setLicenseServerId("\n")
                        .setPageSize(-1)
                        .build()));

    assertThat(refusal.violations())
        .containsExactly("page_size", "period", "customer_code", "license_server_id");
  }

  private static ValidateLicenseRequest of(String license) {
    return ValidateLicenseRequest.newBuilder().setLicenseServerId(license).build();
  }
}
