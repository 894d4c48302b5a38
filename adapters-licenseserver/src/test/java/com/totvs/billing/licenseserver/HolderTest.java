package com.totvs.billing.licenseserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.EmergencyKey.State;
import com.totvs.billing.licenseserver.LicenseServerModule.FieldNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a 200 says.
class HolderTest extends LicenseServerTest {
  private static final Customer CUSTOMER = new Customer(new CustomerCode("12345"), "Acme SA");

  @Test
  void the_holder_is_told_with_a_code_in_its_one_spelling() {
    server.answers(200, ACME);

    assertThat(ask())
        .isEqualTo(
            new Answer.Held(
                CUSTOMER,
                true,
                new EmergencyKey(State.INACTIVE, Optional.empty(), Optional.empty())));
  }

  @Test
  void an_emergency_key_comes_with_its_times() {
    server.answers(
        200,
        holder(
            """
            {"active": true, "issuedAt": "2024-09-01T09:00:00-03:00",
             "expiresAt": "2024-09-16T12:00:00Z"}
            """));

    assertThat(emergencyKey())
        .isEqualTo(
            new EmergencyKey(
                State.ACTIVE,
                Optional.of(Instant.parse("2024-09-01T12:00:00Z")),
                Optional.of(Instant.parse("2024-09-16T12:00:00Z"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"active\": null}", "{\"issuedAt\": null}"})
  void a_key_that_is_not_told_is_never_inactive(String key) {
    server.answers(200, holder(key));

    assertThat(emergencyKey()).isEqualTo(EmergencyKey.NOT_TOLD);
  }

  @Test
  void an_absent_key_is_not_told() {
    server.answers(200, ACME.replace("emergencyKey", "somethingElse"));

    assertThat(emergencyKey()).isEqualTo(EmergencyKey.NOT_TOLD);
  }

  @Test
  void fields_that_are_not_known_do_not_matter() {
    server.answers(200, ACME.replaceFirst("\\{", "{\"new\": [{\"a\": 1}], "));

    assertThat(ask()).isInstanceOf(Answer.Held.class);
  }

  @Test
  void the_internal_client_keeps_its_name() {
    server.answers(200, ACME.replace("T12345", "t99700"));

    assertThat(ask())
        .isInstanceOfSatisfying(
            Answer.Held.class, held -> assertThat(held.customer()).isEqualTo(Customer.INTERNAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"LS-0001\"        | \"LS-0002\"            | about another license",
        "\"LS-0001\"        | 1                      | licenseServerId is no text",
        "\"licenseServerId\"| \"id\"                 | licenseServerId is missing",
        "\"T12345\"         | 12345                  | tcode is no text",
        "\"T12345\"         | null                   | tcode is missing",
        "\"T12345\"         | \"  \"                 | must not be empty",
        "\"T12345\"         | \"123456789012345678901\" | 21 code points",
        "\"Acme SA\"        | \"\"                   | must not be empty",
        "\"Acme SA\"        | \"a\\u0000b\"          | control character",
        "\"Acme SA\"        | \"\\ud800\"            | surrogate",
        "\"Acme SA\"        | {}                     | customerDescription is no text",
        "true               | \"true\"               | active is neither true nor false",
        "true               | null                   | active is missing",
        "{\"active\": false}| true                   | no object to look for emergencyKey.active",
        "{\"active\": false}| {\"active\": 0}        | emergencyKey.active is neither",
        "{\"active\": false}| {\"active\": true, \"issuedAt\": \"yesterday\"} | is no time",
        "{\"active\": false}| {\"active\": true, \"issuedAt\": 1725192000}   | is no text",
        "{\"active\": false}| {\"active\": true, \"expiresAt\": \"+999999999-01-01T00:00:00Z\"} |"
            + " is no time",
        "\"tcode\"          | \"tcode\": \"1\", \"tcode\" | no sound JSON",
      })
  void an_answer_that_breaks_the_contract_is_not_used(String told, String instead, String why) {
    server.answers(200, ACME.replace(told, instead));

    assertRefused(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"held\"", "<html>sign in</html>", "{} {}"})
  void a_body_that_is_no_json_object_is_not_used(String body) {
    server.answers(200, body);

    assertRefused("License Server's answer cannot be used: ");
  }

  @Test
  void a_second_object_behind_the_answer_is_not_ignored() {
    server.answers(200, ACME + "{}");

    assertRefused("no sound JSON");
  }

  @Test
  void a_name_too_long_is_not_cut() {
    server.answers(200, ACME.replace("Acme SA", "x".repeat(256)));

    assertRefused("256 code points");
  }

  @Test
  void fields_may_have_other_names_and_places() {
    server.answers(
        200,
        """
        {"id": "LS-0001", "cliente": {"codigo": "T12345", "nome": "Acme SA"}, "ativo": false,
         "chave": true}
        """);
    FieldNames names =
        FieldNames.parse(
            "licenseServerId=id, tcode = cliente.codigo,customerDescription=cliente.nome,"
                + "active=ativo,emergencyKey.active=chave");

    Answer answer =
        licenseServer(config(server.address(), PATH, names, Duration.ofSeconds(10), 1_000))
            .ask(LICENSE);

    assertThat(answer)
        .isEqualTo(
            new Answer.Held(
                CUSTOMER,
                false,
                new EmergencyKey(State.ACTIVE, Optional.empty(), Optional.empty())));
  }

  private void assertRefused(String why) {
    assertThat(ask())
        .isInstanceOfSatisfying(
            Answer.Silent.class,
            silent -> {
              assertThat(silent.why()).contains(why);
              assertThat(logged())
                  .anySatisfy(line -> assertThat(line).startsWith("WARN").contains(silent.why()));
            });
  }

  private EmergencyKey emergencyKey() {
    return ask() instanceof Answer.Held held ? held.emergencyKey() : failed();
  }

  private static EmergencyKey failed() {
    throw new AssertionError("the license is held");
  }

  private static String holder(String emergencyKey) {
    return ACME.replace("{\"active\": false}", emergencyKey);
  }
}
