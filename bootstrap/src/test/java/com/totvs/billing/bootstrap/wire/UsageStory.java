package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Status.Code;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Usage is recorded, shown and taken out again.
final class UsageStory {
  static final YearMonth MONTH = Admin.ago(2);

  private UsageStory() {}

  static void tell(Admin admin) throws Exception {
    // License Server is asked once; what is recorded afterwards is settled at once.
    JsonNode license =
        admin.call("LicenseService/ValidateLicense", "{\"licenseServerId\": \"LS-1\"}");
    assertThat(license.at("/customer/name").asText()).isEqualTo("ACME");
    String vision = admin.record(MONTH, "dta-vision");
    List<String> chat = batch(admin);

    assertThat(find(admin, vision).at("/settlement/customer/code").asText()).isEqualTo("123");
    assertThat(listed(admin)).containsExactlyInAnyOrder(vision, chat.get(0), chat.get(1));

    takenOut(admin, chat.get(1));
  }

  private static List<String> batch(Admin admin) throws Exception {
    List<String> ids = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    JsonNode results =
        admin.call(
            "UsageService/BatchRecordUsage",
            "{\"usages\": [%s, %s]}"
                .formatted(
                    Admin.usage(
                        ids.get(0), MONTH, "carol-chat", ", \"contingencyProviderType\": 1"),
                    Admin.usage(ids.get(1), MONTH, "carol-chat")));
    assertThat(results.findValuesAsText("usageId")).isEqualTo(ids);
    return ids;
  }

  private static List<String> listed(Admin admin) throws Exception {
    JsonNode page =
        admin.call(
            "UsageService/ListUsage",
            "{\"filter\": {\"customerCode\": \"123\", \"period\": {\"month\": %s}}}"
                .formatted(Admin.json(MONTH)));
    return StreamSupport.stream(page.path("usageRecords").spliterator(), false)
        .map(record -> record.at("/usage/usageId").asText())
        .toList();
  }

  private static void takenOut(Admin admin, String id) throws Exception {
    JsonNode voided =
        admin.call(
            "UsageService/VoidUsage",
            "{\"usageId\": \"%s\", \"reason\": \"sent twice\"}".formatted(id));
    String by = voided.path("voidedByUsageId").asText();

    assertThat(find(admin, id).path("voidedByUsageId").asText()).isEqualTo(by);
    assertThat(find(admin, by).path("voidReason").asText()).isEqualTo("sent twice");
    admin.refused(
        Code.FAILED_PRECONDITION,
        "USAGE_ALREADY_VOIDED",
        "totvs.billing.v1.UsageService/VoidUsage",
        "{\"usageId\": \"%s\", \"reason\": \"another\"}".formatted(id));
  }

  private static JsonNode find(Admin admin, String id) throws Exception {
    return admin
        .call("UsageService/GetUsage", "{\"usageId\": \"%s\"}".formatted(id))
        .path("usageRecord");
  }
}
