package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Status.Code;
import java.time.YearMonth;

/// A month is closed, reported and reopened.
final class MonthStory {
  private static final YearMonth MONTH = CostStory.MONTH;
  private static final String SERVICE = "AllocationService/";

  private MonthStory() {}

  static void tell(Admin admin) throws Exception {
    JsonNode closed =
        admin
            .result(
                admin.call(SERVICE + "CloseMonth", "{\"month\": %s}".formatted(Admin.json(MONTH))))
            .path("outcome");
    assertThat(closed.path("run").asText()).isEqualTo("3");
    assertThat(oldest(admin).path("closed").asBoolean()).isTrue();
    admin.refused(
        Code.FAILED_PRECONDITION,
        "MONTH_CLOSED",
        "totvs.billing.v1.AllocationService/AllocateCost",
        "{\"month\": %s}".formatted(Admin.json(MONTH)));

    reported(admin, closed.at("/balances/0/collected"));

    JsonNode reopened =
        admin.call(
            SERVICE + "ReopenMonth",
            "{\"month\": %s, \"reason\": \"the rule was wrong\"}".formatted(Admin.json(MONTH)));
    assertThat(reopened.at("/costMonth/closings/0/reopenReason").asText())
        .isEqualTo("the rule was wrong");
    assertThat(oldest(admin)).isEqualTo(reopened.path("costMonth"));
  }

  private static JsonNode oldest(Admin admin) throws Exception {
    JsonNode months = admin.call(SERVICE + "ListMonths", "{}").path("costMonths");
    return months.get(months.size() - 1);
  }

  private static void reported(Admin admin, JsonNode collected) throws Exception {
    String filter = "\"filter\": {\"firstMonth\": %s}".formatted(Admin.json(MONTH));
    JsonNode report =
        admin.call(
            "ReportService/SummarizeCost",
            "{%s, \"groupBy\": [\"COST_DIMENSION_SOLUTION\"]}".formatted(filter));
    assertThat(report.at("/totals/0/collected")).isEqualTo(collected);
    assertThat(report.at("/summaries").findValuesAsText("projectId"))
        .containsExactly("carol-chat", "dta-vision");

    String flat =
        admin.file(
            "ReportService/ExportCost",
            "{\"format\": \"COST_EXPORT_FORMAT_FLAT\", %s}".formatted(filter));
    assertThat(flat.split("\r\n")).hasSize(6).allSatisfy(line -> assertThat(line).isNotEmpty());
    String focus =
        admin.file(
            "ReportService/ExportCost",
            "{\"format\": \"COST_EXPORT_FORMAT_FOCUS_1_2\", %s}".formatted(filter));
    assertThat(focus).contains("BilledCost");
  }
}
