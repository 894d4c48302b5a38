package com.totvs.billing.grpc.allocation;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.cost.Bills.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Decimal;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.CompareAllocationRunsRequest;
import com.totvs.billing.v1.CompareAllocationRunsResponse;
import com.totvs.billing.v1.CorrectionParts;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.ExplainAllocationRequest;
import com.totvs.billing.v1.ExplainAllocationResponse;
import com.totvs.billing.v1.ListCostItemsRequest;
import com.totvs.billing.v1.ListUsageRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Where a line comes from, and how the lines of two runs differ.
final class ExplainAllocationTest extends AllocationTest {

  @Test
  void a_line_leads_to_its_month_sum_its_rule_and_the_records_behind_it() {
    var _ = allocated(OCTOBER);
    Allocation line = lines(1).get(3);

    ExplainAllocationResponse told = explain(line.getAllocationId());

    assertThat(told.getAllocation()).isEqualTo(line);
    assertThat(told.getAllocationRun().getRun()).isEqualTo(1);
    assertThat(told.getExactAmount().getValue()).isEqualTo("10.00");
    assertThat(told.getAllocationRule().getRuleId()).isEqualTo("default");
    assertThat(told.getPayerUsage().getCalls()).isEqualTo(3);
    assertThat(told.getCarriersUsage().getCalls()).isEqualTo(4);
    assertThat(
            server
                .usage(TestTokens.admin())
                .listUsage(ListUsageRequest.newBuilder().setFilter(told.getUsageFilter()).build())
                .getUsageRecordsList())
        .hasSize(3)
        .allMatch(one -> one.getUsage().getSolution().getProjectId().equals("dta-vision"));
    assertThat(Refusal.of(() -> explain("1-1-99")).reason()).isEqualTo("ALLOCATION_NOT_FOUND");
    assertThat(Refusal.of(() -> explain("the third one")).violations())
        .containsExactly("allocation_id");
  }

  @Test
  void a_line_leads_to_the_daily_items_of_its_sum_and_to_no_others() {
    server.clock.advance(Duration.ofMinutes(1));
    collect(item(1, "Azure OpenAI", "4"), item(2, "Azure OpenAI", "1"), item(2, "Storage", "9"));
    var _ = allocated(OCTOBER);
    server.clock.advance(Duration.ofMinutes(1));
    collect(item(1, "Azure OpenAI", "7"));

    ExplainAllocationResponse told = explain("1-1-1");

    assertThat(
            CostServiceGrpc.newBlockingStub(server.as(TestTokens.admin()))
                .listCostItems(
                    ListCostItemsRequest.newBuilder().setFilter(told.getCostItemFilter()).build())
                .getCostItemsList())
        .extracting(one -> one.getServiceName() + " " + one.getExactAmount().getValue())
        .containsExactly("Azure OpenAI 4", "Azure OpenAI 1");
    assertThat(told.hasCorrection()).isFalse();
  }

  @Test
  void a_correction_is_explained_by_what_would_be_charged_now_and_what_was_charged() {
    close(OCTOBER);
    server.useInOctober(LICENSE, CHAT, 1);
    server.clock.advance(Duration.ofHours(1));
    collect(item(1, "Azure OpenAI", "9"));
    long run = allocated(NOVEMBER).getRun();

    ExplainAllocationResponse told = explain(run + "-1-1");

    assertThat(decimal(told.getAllocation().getAmount())).isEqualTo("2.60");
    assertThat(told.getCorrection())
        .isEqualTo(
            CorrectionParts.newBuilder()
                .setExactAmount(Decimal.newBuilder().setValue("9"))
                .setChargedExactAmount(Decimal.newBuilder().setValue("4"))
                .setSumAmount(reais(9, 0))
                .setChargedSumAmount(reais(4, 0))
                .setLineAmount(reais(3, 600_000_000))
                .setChargedLineAmount(reais(1, 0))
                .build());
  }

  @Test
  void two_runs_from_the_same_inputs_are_alike_and_from_others_differ_line_by_line() {
    var _ = allocated(OCTOBER);
    var _ = allocated(OCTOBER);
    server.useInOctober(LICENSE, CHAT, 1);
    var _ = allocated(OCTOBER);

    assertThat(compare(1, 2, 100, "").getDifferencesList()).isEmpty();
    assertThat(runs()).extracting(run -> run.getRun()).containsExactly(3L, 2L, 1L);
    assertThat(runs().get(1).getLinesDigest()).isEqualTo(runs().get(2).getLinesDigest());
    assertThat(runs().get(0).getInputsDigest()).isNotEqualTo(runs().get(1).getInputsDigest());
    CompareAllocationRunsResponse first = compare(1, 3, 3, "");
    CompareAllocationRunsResponse rest = compare(1, 3, 3, first.getNextPageToken());
    assertThat(first.getDifferencesList()).hasSize(3);
    assertThat(rest.getDifferencesList()).hasSize(1);
    assertThat(rest.getNextPageToken()).isEmpty();
    assertThat(decimal(first.getDifferences(0).getAmount())).isEqualTo("1.00");
    assertThat(decimal(first.getDifferences(0).getOtherAmount())).isEqualTo("1.60");
    assertThat(Refusal.of(() -> compare(1, 9, 3, "")).reason()).isEqualTo("ALLOCATION_NOT_FOUND");
    assertThat(Refusal.of(() -> compare(0, -1, 3, "")).violations())
        .containsExactly("run", "other_run");
  }

  private CompareAllocationRunsResponse compare(long run, long other, int size, String token) {
    return allocations.compareAllocationRuns(
        CompareAllocationRunsRequest.newBuilder()
            .setRun(run)
            .setOtherRun(other)
            .setPageSize(size)
            .setPageToken(token)
            .build());
  }

  private ExplainAllocationResponse explain(String id) {
    return allocations.explainAllocation(
        ExplainAllocationRequest.newBuilder().setAllocationId(id).build());
  }
}
