package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Azure is asked.
class QuestionTest extends AzureCostTest {
  private static final JsonMapper JSON = new JsonMapper();

  @BeforeEach
  void answer_nothing() {
    server.answers(204, "");
  }

  @Test
  void the_cost_of_each_day_of_the_month_is_asked_for_by_service_and_resource() throws Exception {
    read();

    assertThat(body())
        .isEqualTo(
            JSON.readTree(
                """
                {"type": "ActualCost", "timeframe": "Custom",
                 "timePeriod": {"from": "2026-09-01T00:00:00Z", "to": "2026-09-30T23:59:59Z"},
                 "dataset": {"granularity": "Daily",
                  "aggregation": {"totalCost": {"name": "Cost", "function": "Sum"}},
                  "grouping": [{"type": "Dimension", "name": "ServiceName"},
                               {"type": "Dimension", "name": "ResourceId"}]}}
                """));
  }

  @Test
  void a_tag_is_asked_for_by_its_key() throws Exception {
    costs(config()).read(GROUP, MONTH, BY_TAG);

    assertThat(body().at("/dataset/grouping/1"))
        .isEqualTo(JSON.readTree("{\"type\": \"TagKey\", \"name\": \"project\"}"));
  }

  @Test
  void the_service_is_not_grouped_by_twice() throws Exception {
    costs(config()).read(GROUP, MONTH, CostGrouping.parse("dimension:ServiceName"));

    assertThat(body().at("/dataset/grouping")).hasSize(1);
  }

  @Test
  void a_leap_february_has_29_days() throws Exception {
    costs(config()).read(GROUP, YearMonth.of(2028, 2), BY_RESOURCE);

    assertThat(body().at("/timePeriod/to").textValue()).isEqualTo("2028-02-29T23:59:59Z");
  }

  @Test
  void the_resource_group_is_asked_at_its_place() {
    read();

    assertThat(server.asked)
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.method()).isEqualTo("POST");
              assertThat(asked.rawUrl()).isEqualTo(PATH + "?api-version=2025-03-01&$top=5000");
              assertThat(asked.header("Authorization")).contains("Bearer " + SECRET);
              assertThat(asked.header("Content-type")).contains("application/json");
              assertThat(asked.header("Clienttype")).contains("billing");
            });
  }

  @Test
  void a_name_keeps_its_parentheses_and_has_its_other_letters_encoded() {
    costs(config())
        .read(new ResourceGroup(GROUP.subscriptionId(), "rg_(são).x-1"), MONTH, BY_RESOURCE);

    assertThat(server.asked.getFirst().rawUrl())
        .contains("/resourceGroups/rg_(s%C3%A3o).x-1/providers/");
  }

  private JsonNode body() throws Exception {
    return JSON.readTree(server.asked.getFirst().body());
  }
}
