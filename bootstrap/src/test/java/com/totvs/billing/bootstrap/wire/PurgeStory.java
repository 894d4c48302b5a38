package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Status.Code;
import java.time.YearMonth;
import java.util.UUID;

/// A month goes to history and comes back.
final class PurgeStory {
  private static final YearMonth MONTH = Admin.ago(4);
  private static final String PERIOD =
      "{\"period\": {\"month\": %s}, ".formatted(Admin.json(MONTH));

  private PurgeStory() {}

  static void tell(Admin admin) throws Exception {
    String id = admin.record(MONTH, "dta-vision");
    JsonNode counted =
        admin.result(admin.call("PurgeService/PurgeUsage", PERIOD + "\"dryRun\": true}"));
    assertThat(counted.at("/result/onlineAfter").asText()).isEqualTo("1");

    String purge = purged(admin);
    whileItIsAway(admin, id);
    listed(admin, purge);

    JsonNode restored =
        admin.result(admin.call("PurgeService/RestoreUsage", PERIOD + "\"dryRun\": false}"));
    assertThat(restored.at("/result/onlineAfter").asText()).isEqualTo("1");
    assertThat(periods(admin)).isEmpty();
  }

  private static String purged(Admin admin) throws Exception {
    String request = PERIOD + "\"requestId\": \"%s\"}".formatted(UUID.randomUUID());
    JsonNode begun = admin.call("PurgeService/PurgeUsage", request);
    JsonNode over = admin.over(begun);
    assertThat(over.at("/metadata/move/months/0/method").asText())
        .isEqualTo("MOVE_METHOD_PARTITION");
    assertThat(over.at("/response/result/onlineBefore").asText()).isEqualTo("1");
    assertThat(over.at("/response/result/historyAfter").asText()).isEqualTo("1");
    assertThat(admin.call("PurgeService/PurgeUsage", request).at("/operation/name"))
        .isEqualTo(begun.at("/operation/name"));
    return over.path("name").asText();
  }

  private static void whileItIsAway(Admin admin, String id) throws Exception {
    assertThat(periods(admin).findValuesAsText("historyRecords")).containsExactly("1");
    JsonNode record = admin.call("UsageService/GetUsage", "{\"usageId\": \"%s\"}".formatted(id));
    assertThat(record.at("/usageRecord/place").asText()).isEqualTo("USAGE_PLACE_HISTORY");
    admin.refused(
        Code.FAILED_PRECONDITION,
        "PERIOD_PURGED",
        "totvs.billing.v1.UsageService/RecordUsage",
        "{\"usage\": %s}"
            .formatted(Admin.usage(UUID.randomUUID().toString(), MONTH, "dta-vision")));
  }

  private static void listed(Admin admin, String purge) throws Exception {
    JsonNode ended =
        admin.operations(
            "ListOperations", "{\"filter\": \"done = true AND method = \\\"PurgeUsage\\\"\"}");
    assertThat(ended.at("/operations/0/name").asText()).isEqualTo(purge);
    assertThat(ended.path("operations")).hasSize(2);
    JsonNode got = admin.operations("GetOperation", "{\"name\": \"%s\"}".formatted(purge));
    assertThat(got.at("/metadata/move/requestedBy").asText()).isEqualTo("test");
    admin.refused(
        Code.UNIMPLEMENTED,
        "",
        "google.longrunning.Operations/DeleteOperation",
        "{\"name\": \"%s\"}".formatted(purge));
  }

  private static JsonNode periods(Admin admin) throws Exception {
    return admin.call("PurgeService/ListPurgedPeriods", "{}").path("purgedPeriods");
  }
}
