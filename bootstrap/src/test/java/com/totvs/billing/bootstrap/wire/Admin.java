package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.totvs.billing.domain.BusinessZone;
import io.grpc.Status.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Somebody with nothing but `buf curl` and a token of every scope. What was called is noted.
final class Admin {
  private static final String OURS = "totvs.billing.v1.";
  private static final String OPERATIONS = "google.longrunning.Operations/";

  private final BufCurl curl;
  private final String token = TestBilling.token(TestBilling.ALL_SCOPES);
  private final Set<String> called = new TreeSet<>();

  Admin(BufCurl curl) {
    this.curl = curl;
  }

  /// Every method that was called, as reflection names it.
  Set<String> called() {
    return called;
  }

  /// What `Service/Method` of ours answers to a message in JSON.
  JsonNode call(String method, String message) throws Exception {
    return answered(OURS + method, message).json();
  }

  /// The same, for a method of `google.longrunning.Operations`.
  JsonNode operations(String method, String message) throws Exception {
    return answered(OPERATIONS + method, message).json();
  }

  /// The file that a method streams.
  String file(String method, String message) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (JsonNode part : answered(OURS + method, message).stream()) {
      file.write(part.path("content").binaryValue());
    }
    return file.toString(StandardCharsets.UTF_8);
  }

  /// The operation of an answer, once it is over.
  JsonNode over(JsonNode answer) throws Exception {
    JsonNode operation =
        operations(
            "WaitOperation",
            "{\"name\": %s, \"timeout\": \"30s\"}".formatted(answer.at("/operation/name")));
    assertThat(operation.path("done").asBoolean()).as(operation.toString()).isTrue();
    return operation;
  }

  /// The result of an answer's operation, once it has ended well.
  JsonNode result(JsonNode answer) throws Exception {
    JsonNode operation = over(answer);
    assertThat(operation.has("response")).as(operation.toString()).isTrue();
    return operation.path("response");
  }

  /// Calls a method by its full name, which refuses it for this reason.
  void refused(Code code, String reason, String method, String message) throws Exception {
    BufCurl.Answer answer = curl.call(method, token, message);
    assertThat(answer.code()).as(answer.err()).isEqualTo(code.value());
    assertThat(reason.isEmpty() ? "" : answer.reason()).isEqualTo(reason);
    called.add(method);
  }

  private BufCurl.Answer answered(String method, String message) throws Exception {
    BufCurl.Answer answer = curl.call(method, token, message);
    assertThat(answer.exit()).as("%s %s: %s", method, message, answer.err()).isZero();
    called.add(method);
    return answer;
  }

  /// Records a call of LS-1 to a solution on the 15th of a month, and returns its id.
  String record(YearMonth month, String solution, String... more) throws Exception {
    String id = UUID.randomUUID().toString();
    JsonNode recorded =
        call(
            "UsageService/RecordUsage",
            "{\"usage\": %s}".formatted(usage(id, month, solution, more)));
    assertThat(recorded.path("usageId").asText()).isEqualTo(id);
    return id;
  }

  /// A call in JSON.
  static String usage(String id, YearMonth month, String solution, String... more) {
    return """
    {"usageId": "%s", "occurredTime": "%s-15T12:00:00Z", "licenseServerId": "LS-1",
     "solution": {"projectId": "%s", "description": "The %s"}, "application": {"projectId": "cp"},
     "user": "maria", "inputTokens": 1000, "outputTokens": 200%s}
    """
        .formatted(id, month, solution, solution, String.join("", more));
  }

  /// A month so many months ago, in the business zone: from two on it is long over.
  static YearMonth ago(int months) {
    return YearMonth.now(BusinessZone.SAO_PAULO.id()).minusMonths(months);
  }

  /// A month in JSON.
  static String json(YearMonth month) {
    return "{\"year\": %d, \"month\": %d}".formatted(month.getYear(), month.getMonthValue());
  }

  /// An amount in JSON, in reais.
  static String reais(JsonNode money) throws IOException {
    return money.path("units").asText("0")
        + "."
        + "%09d".formatted(money.path("nanos").asInt()).substring(0, 2);
  }
}
