package com.totvs.billing.grpc.allocation;

import static com.totvs.billing.application.Examples.CHAT;
import static com.totvs.billing.application.Examples.LICENSE;
import static com.totvs.billing.application.Examples.OTHER_LICENSE;
import static com.totvs.billing.application.Examples.VISION;
import static com.totvs.billing.application.cost.Bills.item;
import static com.totvs.billing.application.cost.Bills.monthly;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.Operation;
import com.google.rpc.Code;
import com.google.type.Date;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationOutcome;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CloseMonthRequest;
import com.totvs.billing.v1.CloseMonthResult;
import com.totvs.billing.v1.CloseObstacle;
import com.totvs.billing.v1.CloseObstacleKind;
import com.totvs.billing.v1.CostMonth;
import com.totvs.billing.v1.ListAllocationsRequest;
import com.totvs.billing.v1.ListMonthsRequest;
import com.totvs.billing.v1.ListMonthsResponse;
import com.totvs.billing.v1.ReopenMonthRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Closing months and reopening them, and what is charged for a closed one later.
final class MonthsTest extends AllocationTest {

  @Test
  void closing_tells_everything_that_is_in_the_way_at_once() {
    server.useInOctober(OTHER_LICENSE, VISION, 2);
    var _ = server.store.fixedCosts().create(monthly("late", "1", month(OCTOBER)), "ana");

    Operation failed = over(close(CloseMonthRequest.newBuilder().setMonth(OCTOBER)));
    Operation tried = over(close(CloseMonthRequest.newBuilder().setMonth(OCTOBER).setDryRun(true)));

    Refusal refusal = new Refusal(failed.getError());
    assertThat(refusal.code().name()).isEqualTo("FAILED_PRECONDITION");
    assertThat(refusal.reason()).isEqualTo("MONTH_NOT_READY");
    assertThat(failed.getError().getMessage()).contains("not posted: late", "2 calls wait");
    assertThat(unpack(tried, CloseMonthResult.class).getObstaclesList())
        .extracting(CloseObstacle::getKind)
        .containsExactly(
            CloseObstacleKind.CLOSE_OBSTACLE_KIND_FIXED_COST_NOT_POSTED,
            CloseObstacleKind.CLOSE_OBSTACLE_KIND_USAGE_NOT_SETTLED);
    assertThat(months().getFirst().getClosed()).isFalse();
  }

  @Test
  void every_wrong_field_of_a_closing_is_named() {
    Refusal refusal =
        Refusal.of(
            () -> close(CloseMonthRequest.newBuilder().setForce(true).setRequestId("no UUID")));

    assertThat(refusal.violations()).containsExactlyInAnyOrder("month", "request_id", "reason");
  }

  @Test
  void forcing_needs_its_own_scope_and_a_reason() {
    AllocationServiceBlockingStub closer =
        AllocationServiceGrpc.newBlockingStub(
            server.as(TestTokens.sign(TestTokens.token(Scope.MONTH_CLOSE))));
    CloseMonthRequest.Builder forced =
        CloseMonthRequest.newBuilder().setMonth(OCTOBER).setForce(true).setReason("asked by Ana");
    server.useInOctober(OTHER_LICENSE, VISION, 2);

    assertThat(Refusal.of(() -> closer.closeMonth(forced.build())).reason())
        .isEqualTo("SCOPE_MISSING");
    assertThat(Refusal.of(() -> close(forced.clone().clearReason())).violations())
        .containsExactly("reason");
    assertThat(Refusal.of(() -> close(forced.clone().setForce(false))).violations())
        .containsExactly("reason");
    assertThat(unpack(over(close(forced)), CloseMonthResult.class).getObstaclesList())
        .extracting(CloseObstacle::getDetail)
        .singleElement()
        .asString()
        .contains("2 calls wait");
    assertThat(month(10).getClosings(0).getForceReason()).isEqualTo("asked by Ana");
  }

  @Test
  void a_closed_month_is_reported_as_it_was_closed_and_refuses_every_change() {
    close(OCTOBER);
    List<Allocation> closed = list(ListAllocationsRequest.newBuilder().setMonth(OCTOBER));

    assertThat(closed).hasSize(4);
    assertThat(month(10).getClosed()).isTrue();
    assertThat(month(10).getRun()).isEqualTo(1);
    assertThat(month(10).getClosings(0).getLinesDigest())
        .isEqualTo(runs().getFirst().getLinesDigest());
    assertThat(Refusal.of(() -> allocate(allocation(OCTOBER).build())).reason())
        .isEqualTo("MONTH_CLOSED");
    assertThat(Refusal.of(() -> create(WireExamples.ruleByTokens().build())).reason())
        .isEqualTo("MONTH_CLOSED");
    Operation tried = over(allocate(allocation(OCTOBER).setDryRun(true).build()));
    assertThat(tried.getError().getCode()).isEqualTo(Code.OK_VALUE);
    assertThat(list(ListAllocationsRequest.newBuilder().setMonth(OCTOBER))).isEqualTo(closed);
  }

  @Test
  void late_usage_and_late_cost_are_charged_as_corrections_in_the_open_month() {
    close(OCTOBER);
    server.useInOctober(LICENSE, CHAT, 1);
    server.clock.advance(Duration.ofHours(1));
    collect(item(1, "Azure OpenAI", "9"));

    AllocationOutcome november = allocated(NOVEMBER);

    assertThat(november.getBalances(0).getCorrections()).isEqualTo(reais(5, 0));
    assertThat(november.getBalances(0).getCollected()).isEqualTo(reais(5, 0));
    assertThat(lines(november.getRun()))
        .allMatch(line -> line.getForMonth().equals(OCTOBER))
        .extracting(
            line -> line.getPayer().getSolutionProjectId() + " " + decimal(line.getAmount()))
        .containsExactly(
            "carol-chat 2.60", "dta-vision 2.40", "carol-chat 1.50", "dta-vision -1.50");
    assertThat(amounts(1)).containsExactly("1.00", "3.00", "2.50", "7.50");
  }

  @Test
  void the_latest_closed_month_is_reopened_for_a_reason_and_its_closing_stays_readable() {
    close(OCTOBER);

    assertThat(Refusal.of(() -> reopen(OCTOBER, "")).violations()).containsExactly("reason");
    CostMonth reopened = reopen(OCTOBER, "a rule was wrong");
    assertThat(reopened.getClosed()).isFalse();
    assertThat(reopened.getClosings(0).getReopenReason()).isEqualTo("a rule was wrong");
    assertThat(reopened.getClosings(0).getReopenedBy()).isEqualTo("vision-backend");
    assertThat(Refusal.of(() -> reopen(OCTOBER, "once more")).reason())
        .isEqualTo("MONTH_NOT_CLOSED");
    assertThat(Refusal.of(() -> reopen(NOVEMBER, "never closed")).reason())
        .isEqualTo("MONTH_NOT_CLOSED");
    assertThat(create(WireExamples.ruleByTokens().build()).getRuleId()).isEqualTo("by-tokens");
    close(OCTOBER);
    assertThat(month(10).getClosingsList()).hasSize(2);
  }

  @Test
  void months_come_newest_first_in_pages() {
    ListMonthsRequest one = ListMonthsRequest.newBuilder().setPageSize(1).build();
    ListMonthsResponse newest = allocations.listMonths(one);
    ListMonthsResponse next =
        allocations.listMonths(one.toBuilder().setPageToken(newest.getNextPageToken()).build());

    assertThat(newest.getCostMonths(0).getMonth()).isEqualTo(NOVEMBER);
    assertThat(next.getCostMonths(0).getMonth()).isEqualTo(OCTOBER);
    assertThat(next.getNextPageToken()).isEmpty();
  }

  private CostMonth reopen(Date month, String reason) {
    return allocations
        .reopenMonth(ReopenMonthRequest.newBuilder().setMonth(month).setReason(reason).build())
        .getCostMonth();
  }

  private List<CostMonth> months() {
    return allocations.listMonths(ListMonthsRequest.getDefaultInstance()).getCostMonthsList();
  }

  private CostMonth month(int number) {
    return months().stream()
        .filter(one -> one.getMonth().getMonth() == number)
        .findFirst()
        .orElseThrow();
  }
}
