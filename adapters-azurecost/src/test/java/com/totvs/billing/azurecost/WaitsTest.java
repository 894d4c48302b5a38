package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long is waited when Azure cannot answer, and when it is given up.
class WaitsTest extends AzureCostTest {
  private static final String COST = "x-ms-ratelimit-microsoft.costmanagement-";
  private static final String BUSY =
      "{\"error\": {\"code\": \"429\", \"message\": \"Too many requests. Please retry.\"}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Retry-After",
        "retry-after",
        COST + "qpu-retry-after",
        COST + "entity-retry-after",
        COST + "tenant-retry-after",
        COST + "clienttype-retry-after",
        COST + "client-retry-after",
        "x-ms-ratelimit-microsoft.consumption-retry-after"
      })
  void each_header_alone_is_waited_for(String header) {
    server.answers(429, BUSY, header, "17").answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(17));
  }

  @Test
  void of_several_headers_the_longest_is_waited_for() {
    server.answers(
        429,
        BUSY,
        "Retry-After",
        "5",
        COST + "qpu-retry-after",
        "11",
        COST + "entity-retry-after",
        "60",
        COST + "clienttype-retry-after",
        "31");
    server.answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(60));
  }

  @Test
  void what_remains_of_a_quota_is_no_wait() {
    server.answers(
        429,
        BUSY,
        "x-ms-ratelimit-remaining-microsoft.costmanagement-entity-requests",
        "DefaultQuota:3",
        COST + "qpu-remaining",
        "QueriesPerHour:577,QueriesPerMin:59",
        COST + "qpu-consumed",
        "1",
        "x-ms-ratelimit-remaining-retry-after",
        "7");
    server.answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 23 Nov 2026 06:00:45 GMT|PT45S",
        "Mon, 23 Nov 2026 05:00:00 GMT|PT1S",
        "0|PT1S",
        "000000040|PT40S",
        " 8 |PT8S",
        "soon|PT30S",
        "-5|PT30S"
      })
  void a_wait_is_told_in_seconds_or_by_a_date(String value, Duration wait) {
    server.answers(429, BUSY, "Retry-After", value).answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(waits).containsExactly(wait);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void without_a_header_the_usual_wait_is_waited(int status) {
    server.answers(status, BUSY).answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void a_service_that_is_away_is_waited_for_as_it_asks() {
    server.answers(503, "", "Retry-After", "99").answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(99));
  }

  @Test
  void a_repeat_sends_the_same_again() {
    server.answers(429, BUSY).answers(200, page(COLUMNS, ROW, NO_LINK));
    read();

    assertThat(server.asked).hasSize(2);
    assertThat(server.asked.get(1).body()).isEqualTo(server.asked.get(0).body());
    assertThat(server.asked.get(1).rawUrl()).isEqualTo(server.asked.get(0).rawUrl());
  }

  @Test
  void all_waits_of_a_month_together_are_limited() {
    server.answers(429, BUSY, "Retry-After", "200");

    assertThat(why(read())).contains("Azure answers 429", "600 s", "used up");
    assertThat(waits).isEqualTo(Collections.nCopies(3, Duration.ofSeconds(200)));
  }

  @Test
  void pages_share_the_time_to_wait() {
    server.answers(429, BUSY, "Retry-After", "300");
    server.answers(200, page(COLUMNS, ROW, link("a")));
    server.answers(429, BUSY, "Retry-After", "300");
    server.answers(200, page(COLUMNS, ROW, link("b")));
    server.answers(429, BUSY, "Retry-After", "1");

    assertThat(why(read())).contains("used up");
    assertThat(waits).hasSize(2);
  }

  @Test
  void waits_of_nothing_use_the_time_up_too() {
    server.answers(429, BUSY, "Retry-After", "0");

    assertThat(why(read())).contains("used up");
    assertThat(waits).hasSize(600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"301", "999999999", "Wed, 25 Nov 2026 06:00:00 GMT"})
  void a_wait_that_is_too_long_is_not_begun(String value) {
    server.answers(429, BUSY, "Retry-After", value);

    assertThat(why(read())).contains("which is too long");
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 504})
  void what_broke_at_azure_is_repeated_a_few_times(int status) {
    server.answers(status, "");

    assertThat(why(read())).contains("Azure answers " + status, "3 times before");
    assertThat(waits).isEqualTo(Stream.of(2, 4, 8).map(Duration::ofSeconds).toList());
    assertThat(server.asked).hasSize(4);
  }

  @Test
  void what_broke_at_azure_is_waited_for_as_it_asks() {
    server.answers(500, "", "Retry-After", "20").answers(200, page(COLUMNS, ROW, NO_LINK));

    assertThat(items(read())).hasSize(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(20));
  }

  @Test
  void each_wait_is_logged_without_the_token() {
    server.answers(429, BUSY.replace("Please", SECRET)).answers(204, "");
    read();

    assertThat(logged())
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains("rg-dta", "2026-09", "429", "*** retry", "30 s"));
  }
}
