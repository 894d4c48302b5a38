package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.StreamSupport;

/// A month's cost is divided by a rule, and a line of it explained.
final class AllocationStory {
  private static final YearMonth MONTH = CostStory.MONTH;
  private static final String SERVICE = "AllocationService/";

  private AllocationStory() {}

  static void tell(Admin admin) throws Exception {
    String before = divided(admin);
    ruled(admin);
    String after = divided(admin);

    JsonNode runs =
        admin.call(SERVICE + "ListAllocationRuns", "{\"month\": %s}".formatted(Admin.json(MONTH)));
    assertThat(runs.findValuesAsText("run")).containsExactly(after, before);
    JsonNode differences =
        admin.call(
            SERVICE + "CompareAllocationRuns",
            "{\"run\": %s, \"otherRun\": %s}".formatted(before, after));
    assertThat(differences.findValuesAsText("fixedCostId")).containsOnly("support");
    assertThat(differences.path("differences")).hasSize(2);
    explained(admin);
    ended(admin);
  }

  private static String divided(Admin admin) throws Exception {
    JsonNode outcome =
        admin
            .result(
                admin.call(
                    SERVICE + "AllocateCost", "{\"month\": %s}".formatted(Admin.json(MONTH))))
            .path("outcome");
    JsonNode balance = outcome.at("/balances/0");
    assertThat(balance.path("allocated")).isEqualTo(balance.path("collected"));
    return outcome.path("run").asText();
  }

  private static void ruled(Admin admin) throws Exception {
    JsonNode created =
        admin.call(
            SERVICE + "CreateAllocationRule",
            """
            {"allocationRule": {"ruleId": "support-of-vision", "takes": {"fixedCostId": "support"},
             "fixed": {"parts": [{"carrier": {"solutionProjectId": "dta-vision"},
                                  "percentage": {"value": "100"}}]}, "firstMonth": %s}}
            """
                .formatted(Admin.json(MONTH)));
    assertThat(created.at("/allocationRule/ruleId").asText()).isEqualTo("support-of-vision");
  }

  private static void explained(Admin admin) throws Exception {
    JsonNode lines =
        admin.call(
            SERVICE + "ListAllocations",
            "{\"month\": %s, \"solutionProjectId\": \"dta-vision\"}".formatted(Admin.json(MONTH)));
    List<JsonNode> ruled =
        StreamSupport.stream(lines.path("allocations").spliterator(), false)
            .filter(line -> line.path("ruleId").asText().equals("support-of-vision"))
            .toList();
    assertThat(ruled).hasSize(1);

    JsonNode why =
        admin.call(
            SERVICE + "ExplainAllocation",
            "{\"allocationId\": %s}".formatted(ruled.getFirst().path("allocationId")));
    assertThat(Admin.reais(why.path("amount"))).isEqualTo("99.90");
    JsonNode behind =
        admin.call("UsageService/ListUsage", "{\"filter\": %s}".formatted(why.path("usageFilter")));
    assertThat(behind.path("usageRecords")).hasSize(why.at("/payerUsage/calls").asInt());
  }

  private static void ended(Admin admin) throws Exception {
    JsonNode ended =
        admin.call(
            SERVICE + "EndAllocationRule",
            "{\"ruleId\": \"support-of-vision\", \"lastMonth\": %s}".formatted(Admin.json(MONTH)));
    JsonNode rules = admin.call(SERVICE + "ListAllocationRules", "{}");
    assertThat(rules.at("/allocationRules/0")).isEqualTo(ended.path("allocationRule"));
  }
}
