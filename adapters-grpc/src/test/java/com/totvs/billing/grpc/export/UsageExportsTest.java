package com.totvs.billing.grpc.export;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.Examples;
import com.totvs.billing.application.UsageSketch;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.ExportUsageRequest;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import com.totvs.billing.v1.UsageDimension;
import com.totvs.billing.v1.UsageExportKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageExportsTest {
  private final TestServer server = new TestServer();
  private final ReportServiceBlockingStub reports =
      ReportServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void records_are_exported_as_csv_with_a_header_and_no_formulas() {
    settled(LICENSE);
    UsageRecord record = recorded(usage().user("=1+1, \"x\""));

    List<String> lines = lines(records());

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).isEqualTo(String.join(",", RecordColumns.HEADER));
    assertThat(lines.get(1))
        .isEqualTo(
            record.id()
                + ",2026-11-20T14:00:00.000000Z,2026-11-20,2026-11-20T15:00:00.000000Z,SETTLED,"
                + ACME.code().value()
                + ",ACME Ltda,LS-ACME-1,dta-vision,DTA Vision,cp,C&P,\"'=1+1, \"\"x\"\"\","
                + "PRODUCTION,,false,ONLINE,,,,1,1200,300,64");
  }

  @Test
  void what_is_voided_counts_negatively_in_the_export_too() {
    UsageRecord record = recorded(usage());
    var _ = server.store.journal().voidUsage(record.key(), "wrong", "admin");

    List<String> lines = lines(records());

    assertThat(lines).hasSize(3);
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).endsWith("wrong,-1,-1200,-300,-64"))
        .anySatisfy(line -> assertThat(line).endsWith(",1,1200,300,64"));
  }

  @Test
  void a_summary_is_exported_with_a_column_for_everything_it_is_grouped_by() {
    var _ = recorded(usage());

    List<String> lines =
        lines(
            ExportUsageRequest.newBuilder()
                .setKind(UsageExportKind.USAGE_EXPORT_KIND_SUMMARY)
                .addGroupBy(UsageDimension.USAGE_DIMENSION_MONTH)
                .addGroupBy(UsageDimension.USAGE_DIMENSION_SOLUTION)
                .build());

    assertThat(lines)
        .containsExactly(
            "year_month,solution_project_id,solution_description,calls,input_tokens,output_tokens,"
                + "image_size_kb,emergency_key_calls,waiting_calls,set_aside_calls",
            "2026-11,dta-vision,DTA Vision,1,1200,300,64,0,1,0");
  }

  @Test
  void an_export_names_every_wrong_field() {
    Refusal refusal =
        Refusal.of(
            () ->
                lines(
                    records().toBuilder()
                        .addGroupBy(UsageDimension.USAGE_DIMENSION_DAY)
                        .setCountDistinctUsers(true)
                        .build()));

    assertThat(refusal.violations()).containsExactly("group_by", "count_distinct_users");
    assertThat(Refusal.of(() -> lines(ExportUsageRequest.getDefaultInstance())).violations())
        .containsExactly("kind");
  }

  private List<String> lines(ExportUsageRequest request) {
    StringBuilder text = new StringBuilder();
    reports
        .exportUsage(request)
        .forEachRemaining(
            part -> {
              assertThat(part.getContent().toStringUtf8()).endsWith("\r\n");
              text.append(part.getContent().toStringUtf8());
            });
    return List.of(text.toString().split("\r\n"));
  }

  private static ExportUsageRequest records() {
    return ExportUsageRequest.newBuilder()
        .setKind(UsageExportKind.USAGE_EXPORT_KIND_RECORDS)
        .build();
  }

  private void settled(com.totvs.billing.domain.license.LicenseId license) {
    server.store.licenses().remember(license, Examples.heldBy(ACME), NOW);
  }

  private UsageRecord recorded(UsageSketch sketch) {
    UsageRecord record = sketch.record();
    var _ = server.store.journal().append(List.of(record), PATIENCE);
    return record;
  }
}
