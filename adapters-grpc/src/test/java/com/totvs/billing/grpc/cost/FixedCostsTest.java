package com.totvs.billing.grpc.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import com.google.type.Money;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.v1.CostServiceGrpc;
import com.totvs.billing.v1.CostServiceGrpc.CostServiceBlockingStub;
import com.totvs.billing.v1.CreateFixedCostRequest;
import com.totvs.billing.v1.EndFixedCostRequest;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.ListFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsRequest;
import com.totvs.billing.v1.PostFixedCostsResponse;
import com.totvs.billing.v1.PostedCost;
import com.totvs.billing.v1.Recurrence;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Fixed costs, as those see them who plan and post them.
class FixedCostsTest {
  private static final Date OCTOBER = Date.newBuilder().setYear(2026).setMonth(10).build();

  private final TestServer server = new TestServer();
  private final CostServiceBlockingStub costs =
      CostServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_fixed_cost_is_created_once_posted_once_a_month_and_ended() {
    FixedCost fee = WireExamples.fixedCost().build();
    CreateFixedCostRequest create = CreateFixedCostRequest.newBuilder().setFixedCost(fee).build();

    assertThat(costs.createFixedCost(create).getFixedCost()).isEqualTo(fee);
    assertThat(costs.createFixedCost(create).getFixedCost()).isEqualTo(fee);
    List<PostedCost> posted =
        costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance()).getPostedCostsList();
    assertThat(posted)
        .extracting(one -> one.getMonth().getMonth() + " " + one.getAmount().getNanos())
        .containsExactly("10 500000000", "11 500000000");
    assertThat(
            costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance()).getPostedCostsList())
        .isEmpty();
    FixedCost ended = end("dta-base", 12);
    assertThat(ended.getLastMonth().getMonth()).isEqualTo(12);
    assertThat(costs.listFixedCosts(ListFixedCostsRequest.getDefaultInstance()).getFixedCostsList())
        .containsExactly(ended);
  }

  @Test
  void a_mistaken_fixed_cost_is_taken_back_before_it_is_posted_or_by_a_credit_note() {
    create(WireExamples.fixedCost().build());
    assertThat(end("dta-base", 9).getLastMonth().getMonth()).isEqualTo(9);
    PostFixedCostsRequest post = PostFixedCostsRequest.getDefaultInstance();
    assertThat(costs.postFixedCosts(post).getPostedCostsList()).isEmpty();

    FixedCost.Builder credit =
        WireExamples.fixedCost()
            .setFixedCostId("credit")
            .setAmount(Money.newBuilder().setCurrencyCode("BRL").setUnits(-99));
    assertThat(Refusal.of(() -> create(credit.build())).violations())
        .containsExactly("fixed_cost.amount");
    create(credit.setRecurrence(Recurrence.RECURRENCE_ONCE).build());
    assertThat(costs.postFixedCosts(post).getPostedCostsList())
        .extracting(one -> one.getAmount().getUnits())
        .containsExactly(-99L);
  }

  @Test
  void what_is_more_than_a_thousand_postings_is_posted_by_further_calls() {
    Date first = OCTOBER.toBuilder().setYear(2000).setMonth(1).build();
    for (String id : List.of("a", "b", "c", "d")) {
      create(WireExamples.fixedCost().setFixedCostId(id).setFirstMonth(first).build());
    }
    PostFixedCostsRequest post = PostFixedCostsRequest.getDefaultInstance();

    PostFixedCostsResponse some = costs.postFixedCosts(post);
    PostFixedCostsResponse rest = costs.postFixedCosts(post);

    assertThat(some.getPostedCostsCount()).isEqualTo(1_000);
    assertThat(some.getMore()).isTrue();
    assertThat(rest.getPostedCostsCount()).isEqualTo(4 * 323 - 1_000);
    assertThat(rest.getMore()).isFalse();
  }

  @Test
  void another_fixed_cost_under_the_same_id_and_an_end_before_what_is_posted_are_refused() {
    var _ =
        costs.createFixedCost(
            CreateFixedCostRequest.newBuilder().setFixedCost(WireExamples.fixedCost()).build());
    var _ = costs.postFixedCosts(PostFixedCostsRequest.getDefaultInstance());

    Refusal other =
        Refusal.of(() -> create(WireExamples.fixedCost().setDescription("another").build()));
    assertThat(other.code().name()).isEqualTo("ALREADY_EXISTS");
    assertThat(other.reason()).isEqualTo("FIXED_COST_EXISTS");
    assertThat(Refusal.of(() -> end("dta-base", 10)).violations()).containsExactly("last_month");
    assertThat(Refusal.of(() -> end("nothing", 10)).reason()).isEqualTo("FIXED_COST_NOT_FOUND");
  }

  @Test
  void every_wrong_field_of_a_fixed_cost_is_named() {
    Refusal refusal =
        Refusal.of(
            () ->
                create(
                    FixedCost.newBuilder()
                        .setFixedCostId("Not An Id")
                        .setAmount(
                            Money.newBuilder().setCurrencyCode("reais").setUnits(1).setNanos(-1))
                        .setSolutionProjectId("x".repeat(65))
                        .build()));

    assertThat(refusal.violations())
        .containsExactlyInAnyOrder(
            "fixed_cost.fixed_cost_id",
            "fixed_cost.amount.currency_code",
            "fixed_cost.amount.nanos",
            "fixed_cost.recurrence",
            "fixed_cost.first_month",
            "fixed_cost.solution_project_id",
            "fixed_cost.description");
    assertThat(
            Refusal.of(
                    () ->
                        create(
                            WireExamples.fixedCost()
                                .setAmount(
                                    Money.newBuilder().setCurrencyCode("BRL").setNanos(5_000_000))
                                .setRecurrence(Recurrence.RECURRENCE_ONCE)
                                .setLastMonth(OCTOBER.toBuilder().setMonth(9))
                                .build()))
                .violations())
        .contains("fixed_cost.amount", "fixed_cost.last_month");
  }

  @Test
  void one_wrong_field_of_a_fixed_cost_does_not_hide_another() {
    Refusal refusal =
        Refusal.of(
            () ->
                create(
                    WireExamples.fixedCost()
                        .setAmount(Money.newBuilder().setCurrencyCode("reais").setUnits(0))
                        .setRecurrence(Recurrence.RECURRENCE_UNSPECIFIED)
                        .setFirstMonth(OCTOBER.toBuilder().setYear(2200))
                        .setLastMonth(OCTOBER.toBuilder().setYear(2199))
                        .build()));

    assertThat(refusal.violations())
        .containsExactlyInAnyOrder(
            "fixed_cost.amount.currency_code",
            "fixed_cost.amount",
            "fixed_cost.recurrence",
            "fixed_cost.first_month",
            "fixed_cost.last_month");
  }

  private void create(FixedCost cost) {
    var _ = costs.createFixedCost(CreateFixedCostRequest.newBuilder().setFixedCost(cost).build());
  }

  private FixedCost end(String id, int month) {
    return costs
        .endFixedCost(
            EndFixedCostRequest.newBuilder()
                .setFixedCostId(id)
                .setLastMonth(OCTOBER.toBuilder().setMonth(month))
                .build())
        .getFixedCost();
  }
}
