package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Status.Code;
import java.time.YearMonth;

/// Cost is collected and planned.
final class CostStory {
  static final YearMonth MONTH = UsageStory.MONTH;

  private CostStory() {}

  static void tell(Admin admin) throws Exception {
    thinksBetterOfIt(admin);
    collected(admin);
    planned(admin);
  }

  // Azure answers the first question about a resource group with the wish to be asked later.
  private static void thinksBetterOfIt(Admin admin) throws Exception {
    JsonNode begun =
        admin.call("CostService/CollectAzureCost", "{\"month\": %s}".formatted(Admin.json(MONTH)));
    assertThat(
            admin.operations(
                "CancelOperation", "{\"name\": %s}".formatted(begun.at("/operation/name"))))
        .isEmpty();
    assertThat(admin.over(begun).at("/error/code").asInt()).isEqualTo(Code.CANCELLED.value());
  }

  private static void collected(Admin admin) throws Exception {
    JsonNode result =
        admin.result(
            admin.call(
                "CostService/CollectAzureCost", "{\"month\": %s}".formatted(Admin.json(MONTH))));
    assertThat(result.path("readings").asText()).isEqualTo("1");
    JsonNode sources = admin.call("CostService/ListCostSources", "{}");
    assertThat(sources.at("/costSources/0/resourceGroup/name").asText())
        .isEqualTo(TestBilling.RESOURCE_GROUP);
    assertThat(sources.at("/costSources/0/lastError").asText()).isEmpty();
    JsonNode items =
        admin.call(
            "CostService/ListCostItems",
            "{\"filter\": {\"month\": %s}}".formatted(Admin.json(MONTH)));
    assertThat(items.path("costItems")).hasSize(2 * MONTH.lengthOfMonth());
    JsonNode revisions =
        admin.call("CostService/ListCostRevisions", "{\"month\": %s}".formatted(Admin.json(MONTH)));
    assertThat(revisions.at("/costRevisions/0/final").asBoolean()).isTrue();
    assertThat(revisions.at("/costRevisions/0/revision"))
        .isEqualTo(items.at("/costItems/0/revision"));
  }

  private static void planned(Admin admin) throws Exception {
    JsonNode created =
        admin.call(
            "CostService/CreateFixedCost",
            """
            {"fixedCost": {"fixedCostId": "support", "description": "Support contract",
             "amount": {"currencyCode": "BRL", "units": 99, "nanos": 900000000},
             "recurrence": "RECURRENCE_MONTHLY", "firstMonth": %s}}
            """
                .formatted(Admin.json(MONTH)));
    assertThat(Admin.reais(created.at("/fixedCost/amount"))).isEqualTo("99.90");
    JsonNode posted = admin.call("CostService/PostFixedCosts", "{}");
    assertThat(posted.findValuesAsText("fixedCostId")).contains("support", "support", "support");
    JsonNode ended =
        admin.call(
            "CostService/EndFixedCost",
            "{\"fixedCostId\": \"support\", \"lastMonth\": %s}"
                .formatted(Admin.json(Admin.ago(0))));
    JsonNode listed = admin.call("CostService/ListFixedCosts", "{}");
    assertThat(listed.findValuesAsText("fixedCostId"))
        .containsExactly("dta-1500", "dta-500", "support");
    assertThat(listed.at("/fixedCosts/2")).isEqualTo(ended.path("fixedCost"));
  }
}
