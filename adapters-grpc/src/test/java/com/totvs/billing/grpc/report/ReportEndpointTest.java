package com.totvs.billing.grpc.report;

import static com.totvs.billing.application.Examples.ACME;
import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.NOW;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.Examples;
import com.totvs.billing.application.UsageSketch;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import com.totvs.billing.v1.SettlementState;
import com.totvs.billing.v1.SummarizeUsageRequest;
import com.totvs.billing.v1.SummarizeUsageResponse;
import com.totvs.billing.v1.UsageDimension;
import com.totvs.billing.v1.UsageFilter;
import com.totvs.billing.v1.UsageMeasure;
import com.totvs.billing.v1.UsageSummary;
import com.totvs.billing.v1.UsageSummaryOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportEndpointTest {
  private final TestServer server = new TestServer();
  private final ReportServiceBlockingStub reports =
      ReportServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void usage_that_waits_and_usage_set_aside_are_groups_of_their_own() {
    settled(LICENSE);
    var _ = recorded(usage());
    var _ = recorded(usage().license(OTHER_LICENSE));

    SummarizeUsageResponse answer =
        reports.summarizeUsage(by(UsageDimension.USAGE_DIMENSION_CUSTOMER));

    assertThat(answer.getSummariesList())
        .extracting(one -> one.getGroup().getSettlementState())
        .containsExactly(
            SettlementState.SETTLEMENT_STATE_SETTLED, SettlementState.SETTLEMENT_STATE_WAITING);
    assertThat(answer.getSummaries(0).getGroup().getCustomer().getCode())
        .isEqualTo(ACME.code().value());
    assertThat(answer.getSummaries(1).getGroup().hasCustomer()).isFalse();
    assertThat(answer.getTotal().getCalls()).isEqualTo(2);
    assertThat(answer.getTotal().getWaitingCalls()).isEqualTo(1);
  }

  @Test
  void shares_under_a_filter_are_shares_of_everything_that_may_be_seen() {
    var _ = recorded(usage().by(VISION));
    var _ = recorded(usage().by(VISION));
    var _ = recorded(usage().by(CHAT));

    SummarizeUsageResponse answer =
        reports.summarizeUsage(
            SummarizeUsageRequest.newBuilder()
                .setFilter(UsageFilter.newBuilder().setSolutionProjectId(CHAT.id().value()))
                .build());

    assertThat(answer.getSummaries(0).getTotals().getCalls()).isEqualTo(1);
    assertThat(answer.getTotal().getCalls()).isEqualTo(1);
    assertThat(answer.getWhole().getCalls()).isEqualTo(3);
  }

  @Test
  void rows_come_page_by_page_in_the_order_asked_for() {
    for (int user = 0; user < 7; user++) {
      for (int call = 0; call <= user % 3; call++) {
        var _ =
            recorded(usage().license(new com.totvs.billing.domain.license.LicenseId("L" + user)));
      }
    }
    SummarizeUsageRequest request =
        by(UsageDimension.USAGE_DIMENSION_LICENSE).toBuilder()
            .setOrder(
                UsageSummaryOrder.newBuilder()
                    .setMeasure(UsageMeasure.USAGE_MEASURE_CALLS)
                    .setDescending(true))
            .setPageSize(2)
            .build();

    List<UsageSummary> rows = new ArrayList<>();
    SummarizeUsageResponse page = reports.summarizeUsage(request);
    rows.addAll(page.getSummariesList());
    while (!page.getNextPageToken().isEmpty()) {
      page =
          reports.summarizeUsage(request.toBuilder().setPageToken(page.getNextPageToken()).build());
      rows.addAll(page.getSummariesList());
    }

    assertThat(rows)
        .extracting(row -> row.getGroup().getLicenseServerId())
        .containsExactly("L2", "L5", "L1", "L4", "L0", "L3", "L6");
    assertThat(page.getTotal().getCalls()).isEqualTo(13);
  }

  @Test
  void distinct_users_are_counted_only_when_asked_for() {
    var _ = recorded(usage().user("maria"));
    var _ = recorded(usage().user("maria"));
    var _ = recorded(usage().user("maria").license(OTHER_LICENSE));
    var _ = recorded(usage().user(""));

    assertThat(reports.summarizeUsage(by()).getTotal().hasDistinctUsers()).isFalse();
    assertThat(
            reports
                .summarizeUsage(by().toBuilder().setCountDistinctUsers(true).build())
                .getTotal()
                .getDistinctUsers())
        .isEqualTo(2);
  }

  @Test
  void every_wrong_field_is_named() {
    Refusal refusal =
        Refusal.of(
            () ->
                reports.summarizeUsage(
                    SummarizeUsageRequest.newBuilder()
                        .setFilter(UsageFilter.newBuilder().setPlaceValue(9))
                        .addGroupByValue(99)
                        .addGroupBy(UsageDimension.USAGE_DIMENSION_DAY)
                        .addGroupBy(UsageDimension.USAGE_DIMENSION_DAY)
                        .setOrder(
                            UsageSummaryOrder.newBuilder().setMeasureValue(99).setDescending(true))
                        .setPageSize(-1)
                        .build()));

    assertThat(refusal.violations())
        .containsExactlyInAnyOrder(
            "filter.place",
            "group_by[0]",
            "group_by[2]",
            "order.measure",
            "order.descending",
            "page_size");
  }

  private static SummarizeUsageRequest by(UsageDimension... dimensions) {
    return SummarizeUsageRequest.newBuilder().addAllGroupBy(List.of(dimensions)).build();
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
