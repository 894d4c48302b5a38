package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/// Usage is reported and exported: two calls, for of the three recorded one was taken out.
final class ReportStory {
  private static final String FILTER =
      "\"filter\": {\"period\": {\"month\": %s}}".formatted(Admin.json(UsageStory.MONTH));

  private ReportStory() {}

  static void tell(Admin admin) throws Exception {
    JsonNode report =
        admin.call(
            "ReportService/SummarizeUsage",
            "{%s, \"groupBy\": [\"USAGE_DIMENSION_SOLUTION\"], \"countDistinctUsers\": true}"
                .formatted(FILTER));
    assertThat(report.at("/summaries/0/group/solution/projectId").asText()).isEqualTo("carol-chat");
    assertThat(report.at("/summaries/0/totals/calls").asText()).isEqualTo("1");
    assertThat(report.at("/total/inputTokens").asText()).isEqualTo("2000");
    assertThat(report.at("/total/distinctUsers").asText()).isEqualTo("1");

    String records =
        admin.file(
            "ReportService/ExportUsage",
            "{\"kind\": \"USAGE_EXPORT_KIND_RECORDS\", %s}".formatted(FILTER));
    assertThat(records.split("\r\n")).hasSize(5);
    assertThat(records).startsWith("usage_id,").contains("sent twice,-1,-1000,-200,0\r\n");

    String summary =
        admin.file(
            "ReportService/ExportUsage",
            ("{\"kind\": \"USAGE_EXPORT_KIND_SUMMARY\", \"groupBy\": [\"USAGE_DIMENSION_MONTH\"],"
                    + " %s}")
                .formatted(FILTER));
    assertThat(summary.split("\r\n")[1]).isEqualTo(UsageStory.MONTH + ",2,2000,400,0,1,0,0");
  }
}
