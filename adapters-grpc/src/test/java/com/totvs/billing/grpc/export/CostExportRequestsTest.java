package com.totvs.billing.grpc.export;

import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.monthly;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ReportServiceGrpc;
import org.junit.jupiter.api.Test;

/// What may be exported, and by whom.
final class CostExportRequestsTest extends CostExportTest {

  @Test
  void months_that_were_never_allocated_are_refused_all_by_name() {
    var _ = server.store.fixedCosts().create(monthly("late", "1", OCTOBER.minusMonths(2)), "ana");
    var _ = server.store.fixedCosts().postUntil(OCTOBER, server.clock.instant());

    Refusal refusal =
        Refusal.of(
            () ->
                ReportServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
                    .exportCost(
                        ExportCostRequest.newBuilder()
                            .setFormat(CostExportFormat.COST_EXPORT_FORMAT_FLAT)
                            .setFilter(
                                CostFilter.newBuilder()
                                    .setFirstMonth(MONTH.toBuilder().setMonth(8))
                                    .setLastMonth(MONTH))
                            .build())
                    .forEachRemaining(_ -> {}));

    assertThat(refusal.code().name()).isEqualTo("FAILED_PRECONDITION");
    assertThat(refusal.reason()).isEqualTo("MONTH_NOT_ALLOCATED");
    assertThat(refusal.status().getMessage()).contains("2026-08, 2026-09");
  }

  @Test
  void a_token_limited_to_a_solution_exports_only_its_lines_and_no_split_of_a_whole() {
    String limited = TestTokens.limitedTo("carol-chat");

    assertThat(rows(text(CostExportFormat.COST_EXPORT_FORMAT_FLAT, MONTH, limited)))
        .hasSize(3)
        .allMatch(row -> row.get("solution").equals("carol-chat"));
    assertThat(
            Refusal.of(() -> text(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_3, MONTH, limited))
                .reason())
        .isEqualTo("SOLUTION_FORBIDDEN");
  }

  @Test
  void every_wrong_field_is_named() {
    Refusal refusal =
        Refusal.of(
            () -> {
              var answer =
                  ReportServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
                      .exportCost(
                          ExportCostRequest.newBuilder()
                              .setFormat(CostExportFormat.COST_EXPORT_FORMAT_FOCUS_1_2)
                              .setFilter(
                                  CostFilter.newBuilder()
                                      .setFirstMonth(MONTH.toBuilder().setDay(3))
                                      .setCustomerCode("T1"))
                              .build());
              answer.forEachRemaining(_ -> {});
            });

    assertThat(refusal.violations()).containsExactly("filter.first_month", "filter.customer_code");
  }
}
