package com.totvs.billing.licenseserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.totvs.billing.application.license.Answer;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.licenseserver.LicenseServerModule.FieldNames;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent, and what every way to answer it means.
class QuestionTest extends LicenseServerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "LS-0001 LS-0001",
        "a/b a%2Fb",
        "../../admin ..%2F..%2Fadmin",
        ". %2E",
        ".. %2E%2E",
        "a?b#c a%3Fb%23c",
        "a%2Fb a%252Fb",
        "a+b&c=d;e:@,$! a%2Bb%26c%3Dd%3Be%3A%40%2C%24%21",
        "*'()[]{}|\\^~ %2A%27%28%29%5B%5D%7B%7D%7C%5C%5E%7E",
        "São%20 S%C3%A3o%2520",
        "😀 %F0%9F%98%80"
      })
  void the_id_is_one_segment_of_the_path_whatever_it_holds(String id, String segment) {
    licenseServer(config()).ask(new LicenseId(id));

    assertThat(server.asked)
        .extracting(LoopbackServer.Asked::rawPath)
        .containsExactly("/v1/license-servers/" + segment);
  }

  @Test
  void spaces_in_an_id_are_kept() {
    licenseServer(config()).ask(new LicenseId(" a b "));

    assertThat(server.asked.getFirst().rawPath()).endsWith("/%20a%20b%20");
  }

  @Test
  void the_path_may_be_another() {
    URI base = URI.create(server.address() + "/gateway/");
    licenseServer(
            config(
                base,
                "/licencas?id={licenseServerId}&v=2",
                FieldNames.DEFAULT,
                Duration.ofSeconds(10),
                1))
        .ask(new LicenseId("a&b"));

    assertThat(server.asked.getFirst().rawPath()).isEqualTo("/gateway/licencas?id=a%26b&v=2");
  }

  @Test
  void every_question_carries_the_credential_and_an_id_of_its_own() {
    ask();
    ask();

    assertThat(server.asked)
        .allSatisfy(
            asked -> assertThat(asked.header("Authorization")).contains("Bearer " + SECRET));
    assertThat(server.asked)
        .extracting(asked -> asked.header("X-request-id").orElseThrow())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.length() == 36);
  }

  @Test
  void nobody_holds_a_license_that_is_not_found() {
    server.answers(404, "{\"code\": \"LICENSE_SERVER_UNKNOWN\"}");

    assertThat(ask()).isEqualTo(new Answer.Nobody());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void a_refused_credential_is_told_without_telling_it(int status) {
    server.answers(status, "Bearer " + SECRET + " is wrong");

    assertThat(ask())
        .isInstanceOfSatisfying(
            Answer.Denied.class,
            denied -> assertThat(denied.why()).contains(status + "", "header Authorization"));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 301, 400, 405, 407, 409, 418, 429, 500, 502, 503, 504, 599})
  void any_other_status_is_no_answer(int status) {
    server.answers(status, "");

    assertThat(ask())
        .isInstanceOfSatisfying(
            Answer.Silent.class,
            silent -> {
              assertThat(silent.why()).contains("License Server answers " + status);
              assertThat(silent.retryAfter()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|7|PT7S",
        "503|0|PT0S",
        "503|000000000000007|PT7S",
        "503|86400|PT1H",
        "503|99999999999999999999|PT1H",
        "503|Mon, 23 Nov 2026 12:01:30 GMT|PT1M30S",
        "503|Mon, 23 Nov 2026 11:00:00 GMT|PT0S",
        "503|Tue, 24 Nov 2026 12:00:00 GMT|PT1H",
        "503|-1|",
        "503|soon|",
        "500|2|PT2S"
      })
  void a_wait_that_is_asked_for_is_kept_within_reason(int status, String told, Duration wait) {
    server.answers(status, "Retry-After", told);

    assertThat(ask())
        .isInstanceOfSatisfying(
            Answer.Silent.class,
            silent -> assertThat(silent.retryAfter()).isEqualTo(Optional.ofNullable(wait)));
  }

  @Test
  void a_redirect_never_takes_the_credential_elsewhere() throws Exception {
    try (LoopbackServer other = new LoopbackServer()) {
      server.answers(302, "Location", other.address() + "/v1/license-servers/LS-0001");

      assertThat(why(ask())).contains("302", "redirects are not followed");
      assertThat(other.asked).isEmpty();
    }
  }

  @Test
  void a_connection_cut_in_the_middle_of_the_body_is_no_answer() {
    server.does(
        exchange -> {
          exchange.sendResponseHeaders(200, 10_000);
          exchange.getResponseBody().write(ACME.getBytes(UTF_8));
        });

    assertThat(why(ask())).contains("breaks off");
  }

  @Test
  void an_answer_that_does_not_come_in_time_is_not_waited_for() {
    server.does(_ -> server.hold());

    assertThat(why(askHastily())).contains("does not answer within 200 ms");
  }

  @Test
  void nor_is_a_body_that_comes_too_slowly() {
    server.does(
        exchange -> {
          exchange.sendResponseHeaders(200, 10_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          server.hold();
        });

    assertThat(why(askHastily())).contains("does not answer within 200 ms");
  }

  @Test
  void a_status_is_understood_before_its_body_has_come() {
    server.does(
        exchange -> {
          exchange.sendResponseHeaders(403, 10_000);
          exchange.getResponseBody().flush();
          server.hold();
        });

    assertThat(ask()).isInstanceOf(Answer.Denied.class);
  }

  @Test
  void a_body_beyond_the_limit_is_not_read() {
    server.does(QuestionTest::endless);

    assertThat(why(ask())).contains("longer than 65536 bytes");
  }

  @Test
  void a_server_that_is_not_there_is_no_answer() {
    server.close();

    assertThat(why(ask())).isEqualTo("License Server cannot be reached");
  }

  @Test
  void a_credential_that_is_echoed_reaches_no_message_and_no_log() {
    for (int status : new int[] {200, 201, 302, 400, 401, 404, 429, 503}) {
      server.does(exchange -> echo(exchange, status));
      assertThat(why(ask())).doesNotContain(SECRET);
    }
    assertThat(logged()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
  }

  private Answer askHastily() {
    return licenseServer(
            config(server.address(), PATH, FieldNames.DEFAULT, Duration.ofMillis(200), 1_000))
        .ask(LICENSE);
  }

  private static void echo(HttpExchange exchange, int status) throws IOException {
    String credential = exchange.getRequestHeaders().getFirst("Authorization");
    exchange.getResponseHeaders().set("Retry-After", credential);
    exchange.getResponseHeaders().set("Location", "/" + credential);
    LoopbackServer.send(exchange, status, "{\"licenseServerId\": \"" + credential + "\"}");
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] blanks = " ".repeat(8_192).getBytes(UTF_8);
    while (true) {
      exchange.getResponseBody().write(blanks);
    }
  }
}
