package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/// Whoever looks after Billing sees that all is right.
final class CareStory {
  private static final String PERIOD =
      "{\"period\": {\"month\": %s}}".formatted(Admin.json(UsageStory.MONTH));

  private CareStory() {}

  static void tell(Admin admin) throws Exception {
    JsonNode jobs = admin.call("AdminService/ListJobs", "{}");
    assertThat(jobs.findValuesAsText("name")).contains("settling");
    assertThat(jobs.findValuesAsText("lastError")).isEmpty();

    JsonNode rebuilt = admin.result(admin.call("AdminService/RebuildTotals", PERIOD));
    assertThat(rebuilt.path("days").asInt()).isPositive();
    assertThat(rebuilt.has("daysChanged")).isFalse();

    JsonNode checked = admin.result(admin.call("AdminService/RunSelfCheck", PERIOD));
    assertThat(checked.path("right").asBoolean()).as(checked.toString()).isTrue();
    assertThat(checked.path("findings")).isNotEmpty();

    JsonNode entries =
        admin.call(
            "AdminService/ListAuditEntries",
            "{\"filter\": {\"action\": \"AUDIT_ACTION_VOID_USAGE\", \"subject\": \"test\"}}");
    assertThat(entries.findValuesAsText("detail")).hasSize(1).first().asString().contains("twice");
  }
}
