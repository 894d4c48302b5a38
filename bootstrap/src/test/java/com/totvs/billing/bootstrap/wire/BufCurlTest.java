package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.usage.UsageId;
import io.grpc.Status.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Each row of the table of errors that recording and licenses can produce, and the rest of what an
/// outside client needs, as `buf curl` sees it.
@NullUnmarked
@TestInstance(Lifecycle.PER_CLASS)
class BufCurlTest {
  private static final String RECORD = "totvs.billing.v1.UsageService/RecordUsage";
  private static final String BATCH = "totvs.billing.v1.UsageService/BatchRecordUsage";
  private static final String GET = "totvs.billing.v1.UsageService/GetUsage";
  private static final String LIST = "totvs.billing.v1.UsageService/ListUsage";
  private static final String VALIDATE = "totvs.billing.v1.LicenseService/ValidateLicense";
  private static final String CLOSE = "totvs.billing.v1.AllocationService/CloseMonth";
  private static final String TOKEN = TestBilling.token(TestBilling.ALL_SCOPES);

  private final SplittableRandom random = new SplittableRandom();
  private TestBilling billing;
  private BufCurl curl;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    billing = new TestBilling(folder);
    billing.licenseServer.holds(
        new LicenseId("LS-1"), new Customer(new CustomerCode("T123"), "ACME"));
    curl = new BufCurl(billing.billing.host(), billing.billing.port());
  }

  @AfterAll
  void stop() {
    billing.close();
  }

  @Test
  void services_are_listed_by_reflection_and_health_is_open_to_all() throws Exception {
    assertThat(curl.services().out())
        .contains(
            "totvs.billing.v1.UsageService",
            "totvs.billing.v1.LicenseService",
            "totvs.billing.v1.CatalogService",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection");

    BufCurl.Answer health = curl.call("grpc.health.v1.Health/Check", "", "{}");

    assertThat(health.json().path("status").asText()).isEqualTo("SERVING");
  }

  @Test
  void a_record_is_taken_once_and_shown_with_who_answers_for_it() throws Exception {
    String id = newId();

    BufCurl.Answer first = curl.call(RECORD, TOKEN, usage(id, "LS-1", "maria"));
    BufCurl.Answer again = curl.call(RECORD, TOKEN, usage(id, "LS-1", "maria"));

    assertThat(first.json().path("usageId").asText()).isEqualTo(id);
    assertThat(first.json().has("duplicate")).isFalse();
    assertThat(again.json().path("duplicate").asBoolean()).isTrue();
    assertThat(again.json().path("acceptedTime")).isEqualTo(first.json().path("acceptedTime"));
    assertThat(eventuallySettledOn(id)).isEqualTo("123");
  }

  @Test
  void a_token_that_is_missing_forged_or_expired_is_told_apart() throws Exception {
    String forged =
        TestBilling.claims(TestBilling.ALL_SCOPES)
            .sign(Algorithm.HMAC256("another secret of 32 bytes, or so"));
    String expired =
        TestBilling.claims(TestBilling.ALL_SCOPES)
            .withExpiresAt(Instant.now().minusSeconds(3_600))
            .sign(Algorithm.HMAC256(TestBilling.SECRET));

    refused(curl.call(RECORD, "", "{}"), Code.UNAUTHENTICATED, "TOKEN_MISSING");
    refused(curl.call(RECORD, forged, "{}"), Code.UNAUTHENTICATED, "TOKEN_INVALID");
    refused(curl.call(RECORD, expired, "{}"), Code.UNAUTHENTICATED, "TOKEN_EXPIRED");
  }

  @Test
  void a_token_without_the_scope_or_for_another_solution_is_refused() throws Exception {
    String reader = TestBilling.token("usage:read");
    String other =
        TestBilling.claims(TestBilling.ALL_SCOPES)
            .withArrayClaim("solution_project_ids", new String[] {"other"})
            .sign(Algorithm.HMAC256(TestBilling.SECRET));

    refused(
        curl.call(RECORD, reader, usage(newId(), "LS-1", "maria")),
        Code.PERMISSION_DENIED,
        "SCOPE_MISSING");
    refused(
        curl.call(RECORD, other, usage(newId(), "LS-1", "maria")),
        Code.PERMISSION_DENIED,
        "SOLUTION_FORBIDDEN");
  }

  @Test
  void all_wrong_fields_are_named_at_once() throws Exception {
    BufCurl.Answer answer =
        curl.call(
            RECORD,
            TOKEN,
            """
            {"usage": {"usageId": "x", "occurredTime": "1999-01-01T00:00:00Z", "user": "a\\u0007b",
             "inputTokens": -1, "outputTokens": 1000000001, "purpose": 9,
             "solution": {"projectId": "s", "description": "\\u0001"}}}
            """);

    refused(answer, Code.INVALID_ARGUMENT, "INVALID_FIELDS");
    assertThat(answer.wrongFields())
        .containsExactlyInAnyOrder(
            "usage.usage_id",
            "usage.occurred_time",
            "usage.license_server_id",
            "usage.solution.description",
            "usage.application.project_id",
            "usage.user",
            "usage.input_tokens",
            "usage.output_tokens",
            "usage.purpose");
  }

  @Test
  void what_is_wrong_with_an_item_or_an_operation_is_told_inside_the_answer() throws Exception {
    BufCurl.Answer batch = curl.call(BATCH, TOKEN, "{\"usages\": [{}]}");
    String closer = TestBilling.token("month:close");
    BufCurl.Answer ordered = curl.call(CLOSE, closer, "{\"month\": %s}".formatted(presentMonth()));
    BufCurl.Answer over =
        curl.call(
            "google.longrunning.Operations/WaitOperation",
            closer,
            "{\"name\": %s}".formatted(ordered.json().path("operation").path("name")));

    assertThat(batch.json().at("/results/0/error/details/0/reason").asText())
        .isEqualTo("INVALID_FIELDS");
    assertThat(over.json().at("/error/code").asInt()).isEqualTo(Code.FAILED_PRECONDITION.value());
    assertThat(over.json().at("/error/details/0/reason").asText()).isEqualTo("MONTH_NOT_READY");
    assertThat(over.json().at("/error/message").asText()).contains("is not over");
  }

  @Test
  void an_id_with_other_content_or_one_that_nobody_sent_is_refused() throws Exception {
    String id = newId();
    curl.call(RECORD, TOKEN, usage(id, "LS-1", "maria"));

    refused(
        curl.call(RECORD, TOKEN, usage(id, "LS-1", "pedro")),
        Code.ALREADY_EXISTS,
        "USAGE_ID_REUSED");
    refused(
        curl.call(GET, TOKEN, "{\"usageId\": \"" + newId() + "\"}"),
        Code.NOT_FOUND,
        "USAGE_NOT_FOUND");
  }

  @Test
  void an_id_of_several_records_asks_for_license_and_time() throws Exception {
    String id = newId();
    curl.call(RECORD, TOKEN, usage(id, "LS-1", "maria"));
    execute(
        """
        INSERT INTO billing.usage
        SELECT (jsonb_populate_record(u, '{"license_server_id": "LS-2"}')).*
        FROM billing.usage u WHERE usage_id = '%s'
        """
            .formatted(id));

    refused(
        curl.call(GET, TOKEN, "{\"usageId\": \"" + id + "\"}"),
        Code.FAILED_PRECONDITION,
        "USAGE_ID_AMBIGUOUS");
    BufCurl.Answer one =
        curl.call(GET, TOKEN, "{\"usageId\": \"" + id + "\", \"licenseServerId\": \"LS-1\"}");
    assertThat(one.exit()).isZero();
    execute("DELETE FROM billing.usage WHERE license_server_id = 'LS-2'");
  }

  @Test
  void a_page_token_of_another_request_is_refused() throws Exception {
    curl.call(RECORD, TOKEN, usage(newId(), "LS-1", "maria"));
    curl.call(RECORD, TOKEN, usage(newId(), "LS-1", "maria"));
    String token =
        curl.call(LIST, TOKEN, "{\"pageSize\": 1}").json().path("nextPageToken").asText();

    BufCurl.Answer answer =
        curl.call(
            LIST,
            TOKEN,
            "{\"filter\": {\"licenseServerId\": \"LS-1\"}, \"pageToken\": \"" + token + "\"}");

    assertThat(token).isNotEmpty();
    refused(answer, Code.INVALID_ARGUMENT, "PAGE_TOKEN_MISMATCH");
  }

  @Test
  void an_unknown_license_cannot_be_validated_while_license_server_is_down() throws Exception {
    billing.licenseServer.goDown();
    try {
      refused(
          curl.call(VALIDATE, TOKEN, "{\"licenseServerId\": \"LS-77\"}"),
          Code.UNAVAILABLE,
          "LICENSE_SERVER_UNAVAILABLE");
    } finally {
      billing.licenseServer.comeBack();
    }
  }

  @Test
  void a_full_queue_and_a_database_that_does_not_answer_are_told_apart() throws Exception {
    try (Connection connection = billing.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE billing.usage IN ACCESS EXCLUSIVE MODE");
      BufCurl.Answer away = curl.call(RECORD, TOKEN, usage(newId(), "LS-1", "maria"));
      refused(away, Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");

      // Both writers are busy and the queue takes a thousand records: of three batches one is
      // refused.
      List<CompletableFuture<BufCurl.Answer>> batches =
          IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(this::batch)).toList();
      List<BufCurl.Answer> answers = batches.stream().map(CompletableFuture::join).toList();
      connection.rollback();

      assertThat(answers)
          .anySatisfy(answer -> refused(answer, Code.RESOURCE_EXHAUSTED, "QUEUE_FULL"));
    }
    assertThat(curl.call(RECORD, TOKEN, usage(newId(), "LS-1", "maria")).exit()).isZero();
  }

  private BufCurl.Answer batch() {
    try {
      String usages =
          IntStream.range(0, 1_000)
              .mapToObj(_ -> fields(newId(), "LS-1", "maria"))
              .collect(Collectors.joining(","));
      Path message = Files.createTempFile("batch", ".json");
      Files.writeString(message, "{\"usages\": [" + usages + "]}");
      return curl.call(BATCH, TOKEN, "@" + message);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private String eventuallySettledOn(String id) throws Exception {
    long end = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < end) {
      var settlement =
          curl.call(GET, TOKEN, "{\"usageId\": \"" + id + "\"}")
              .json()
              .path("usageRecord")
              .path("settlement");
      if (settlement.path("state").asText().equals("SETTLEMENT_STATE_SETTLED")) {
        return settlement.path("customer").path("code").asText();
      }
    }
    return "nobody";
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = billing.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String presentMonth() {
    LocalDate today = LocalDate.now(BusinessZone.SAO_PAULO.id());
    return "{\"year\": %d, \"month\": %d}".formatted(today.getYear(), today.getMonthValue());
  }

  private static void refused(BufCurl.Answer answer, Code code, String reason) {
    try {
      assertThat(answer.code()).as(answer.err()).isEqualTo(code.value());
      assertThat(answer.reason()).isEqualTo(reason);
    } catch (IOException e) {
      throw new AssertionError(answer.err(), e);
    }
  }

  private synchronized String newId() {
    return UsageId.create(Instant.now(), random).toString();
  }

  private static String usage(String id, String license, String user) {
    return "{\"usage\": " + fields(id, license, user) + "}";
  }

  private static String fields(String id, String license, String user) {
    return """
    {"usageId": "%s", "licenseServerId": "%s", "user": "%s", "inputTokens": 10, "outputTokens": 20,
     "solution": {"projectId": "dta-vision", "description": "DTA Vision"},
     "application": {"projectId": "cp", "description": "C&P"}}
    """
        .formatted(id, license, user);
  }
}
