package com.totvs.billing.grpc.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.heldBy;
import static com.totvs.billing.application.cost.Bills.OCTOBER;
import static com.totvs.billing.application.cost.Bills.monthly;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import com.google.type.Money;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.AllocateCostRequest;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.CostDimension;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import com.totvs.billing.v1.CostSummary;
import com.totvs.billing.v1.ExportCostRequest;
import com.totvs.billing.v1.ExportCostResponse;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import com.totvs.billing.v1.SummarizeCostRequest;
import com.totvs.billing.v1.SummarizeCostResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reports on cost over the wire: October's fee of 10 reais, three calls of one solution and one of
/// another.
final class CostReportTest {
  private static final Date MONTH = Date.newBuilder().setYear(2026).setMonth(10).build();
  private static final CostFilter FILTER = CostFilter.newBuilder().setFirstMonth(MONTH).build();

  private final TestServer server = new TestServer();
  private final ReportServiceBlockingStub reports =
      ReportServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @BeforeEach
  void allocateOctober() {
    server.store.licenses().remember(LICENSE, heldBy(ACME), server.clock.instant());
    server.useInOctober(LICENSE, VISION, 3);
    server.useInOctober(LICENSE, CHAT, 1);
    var _ = server.store.fixedCosts().create(monthly("fee", "10", OCTOBER), "ana");
    var _ = server.store.fixedCosts().postUntil(OCTOBER, server.clock.instant());
    var _ =
        AllocationServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
            .allocateCost(AllocateCostRequest.newBuilder().setMonth(MONTH).build());
    server.runOperations();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void groups_tell_their_names_their_cost_and_what_it_is_for_each_call() {
    SummarizeCostResponse answer =
        reports.summarizeCost(
            SummarizeCostRequest.newBuilder()
                .setFilter(FILTER)
                .addGroupBy(CostDimension.COST_DIMENSION_SOLUTION)
                .addGroupBy(CostDimension.COST_DIMENSION_CUSTOMER)
                .addGroupBy(CostDimension.COST_DIMENSION_RESOURCE)
                .build());

    CostSummary vision = answer.getSummaries(1);
    assertThat(vision.getGroup().getSolution().getDescription()).isEqualTo("DTA Vision");
    assertThat(vision.getGroup().getCustomer().getName()).isEqualTo("ACME Ltda");
    assertThat(vision.getGroup().getFixedCostId()).isEqualTo("fee");
    assertThat(vision.getTotals().getAllocated()).isEqualTo(reais(7, 500_000_000));
    assertThat(vision.getCalls()).isEqualTo(3);
    assertThat(vision.getCostPerCall().getValue()).isEqualTo("2.500000");
    assertThat(answer.getTotals(0).getCollected()).isEqualTo(reais(10, 0));
    assertThat(answer.getTotals(0).getUnallocated()).isEqualTo(reais(0, 0));
    assertThat(answer.getNotAllocatedMonthsList()).isEmpty();
  }

  @Test
  void months_to_be_allocated_again_are_named_beside_the_report_and_the_export() {
    var _ = server.store.fixedCosts().create(monthly("more", "1", OCTOBER), "ana");
    var _ = server.store.fixedCosts().create(monthly("next", "1", OCTOBER.plusMonths(1)), "ana");
    var _ = server.store.fixedCosts().postUntil(OCTOBER.plusMonths(1), server.clock.instant());
    Date november = MONTH.toBuilder().setMonth(11).build();
    CostFilter both = FILTER.toBuilder().setLastMonth(november).build();
    ExportCostRequest october =
        ExportCostRequest.newBuilder()
            .setFormat(CostExportFormat.COST_EXPORT_FORMAT_FLAT)
            .setFilter(FILTER)
            .build();

    SummarizeCostResponse answer =
        reports.summarizeCost(SummarizeCostRequest.newBuilder().setFilter(both).build());
    List<ExportCostResponse> file = new ArrayList<>();
    reports.exportCost(october).forEachRemaining(file::add);

    assertThat(answer.getOutdatedMonthsList()).containsExactly(MONTH);
    assertThat(answer.getNotAllocatedMonthsList()).containsExactly(november);
    assertThat(file.getFirst().getOutdatedMonthsList()).containsExactly(MONTH);
  }

  @Test
  void every_page_has_the_totals_of_all() {
    SummarizeCostRequest one =
        SummarizeCostRequest.newBuilder()
            .setFilter(FILTER)
            .addGroupBy(CostDimension.COST_DIMENSION_SOLUTION)
            .setPageSize(1)
            .build();
    SummarizeCostResponse first = reports.summarizeCost(one);
    SummarizeCostResponse second =
        reports.summarizeCost(one.toBuilder().setPageToken(first.getNextPageToken()).build());

    assertThat(second.getTotalsList()).isEqualTo(first.getTotalsList());
    assertThat(second.getSummaries(0).getGroup().getSolution().getProjectId())
        .isEqualTo("dta-vision");
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void days_tell_exact_amounts() {
    SummarizeCostResponse answer =
        reports.summarizeCost(
            SummarizeCostRequest.newBuilder()
                .setFilter(FILTER)
                .addGroupBy(CostDimension.COST_DIMENSION_DAY)
                .build());

    assertThat(answer.getSummaries(0).getGroup().getDay())
        .isEqualTo(MONTH.toBuilder().setDay(1).build());
    assertThat(answer.getSummaries(0).getTotals().getExactAmount().getValue()).isEqualTo("10.00");
    assertThat(answer.getSummaries(0).getTotals().hasAllocated()).isFalse();
  }

  @Test
  void a_token_limited_to_a_solution_sees_only_what_that_one_costs() {
    SummarizeCostResponse answer =
        ReportServiceGrpc.newBlockingStub(server.as(TestTokens.limitedTo("carol-chat")))
            .summarizeCost(
                SummarizeCostRequest.newBuilder()
                    .setFilter(FILTER)
                    .addGroupBy(CostDimension.COST_DIMENSION_RESOURCE)
                    .build());

    assertThat(answer.getSummariesList()).extracting(CostSummary::getCalls).containsExactly(1L);
    assertThat(answer.getTotals(0).getCollected()).isEqualTo(reais(2, 500_000_000));
  }

  @Test
  void every_wrong_field_is_named() {
    Refusal refusal =
        Refusal.of(
            () ->
                reports.summarizeCost(
                    SummarizeCostRequest.newBuilder()
                        .setFilter(
                            CostFilter.newBuilder()
                                .setFirstMonth(MONTH.toBuilder().setMonth(13))
                                .setSolutionProjectId("x".repeat(65)))
                        .addGroupBy(CostDimension.COST_DIMENSION_UNSPECIFIED)
                        .addGroupBy(CostDimension.COST_DIMENSION_MONTH)
                        .addGroupBy(CostDimension.COST_DIMENSION_MONTH)
                        .setPageSize(-1)
                        .build()));

    assertThat(refusal.violations())
        .containsExactly(
            "page_size",
            "filter.first_month",
            "filter.solution_project_id",
            "group_by[0]",
            "group_by[2]");
  }

  private static Money reais(long units, int nanos) {
    return Money.newBuilder().setCurrencyCode("BRL").setUnits(units).setNanos(nanos).build();
  }
}
