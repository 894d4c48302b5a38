package com.totvs.billing.grpc.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import com.google.type.Decimal;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.AllocationServiceGrpc;
import com.totvs.billing.v1.AllocationServiceGrpc.AllocationServiceBlockingStub;
import com.totvs.billing.v1.CostCarrier;
import com.totvs.billing.v1.CostSelector;
import com.totvs.billing.v1.CreateAllocationRuleRequest;
import com.totvs.billing.v1.EndAllocationRuleRequest;
import com.totvs.billing.v1.FixedDivision;
import com.totvs.billing.v1.FixedPart;
import com.totvs.billing.v1.ListAllocationRulesRequest;
import com.totvs.billing.v1.Meter;
import com.totvs.billing.v1.MeterWeight;
import com.totvs.billing.v1.ProportionalDivision;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Allocation rules, as those see them who write them.
final class AllocationRulesTest {
  private static final Date OCTOBER = Date.newBuilder().setYear(2026).setMonth(10).build();
  private static final Date NOVEMBER = OCTOBER.toBuilder().setMonth(11).build();

  private final TestServer server = new TestServer();
  private final AllocationServiceBlockingStub allocations =
      AllocationServiceGrpc.newBlockingStub(server.as(TestTokens.admin()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_rule_is_created_once_listed_and_ended() {
    AllocationRule rule = WireExamples.ruleByTokens().build();

    assertThat(create(rule)).isEqualTo(rule);
    assertThat(create(rule)).isEqualTo(rule);
    AllocationRule ended = end(rule.getRuleId(), NOVEMBER);
    assertThat(ended).isEqualTo(rule.toBuilder().setLastMonth(NOVEMBER).build());
    assertThat(
            allocations
                .listAllocationRules(ListAllocationRulesRequest.getDefaultInstance())
                .getAllocationRulesList())
        .containsExactly(ended);
  }

  @Test
  void another_rule_under_the_same_id_and_the_end_of_none_are_refused() {
    AllocationRule rule = create(WireExamples.ruleByTokens().build());

    Refusal other = Refusal.of(() -> create(rule.toBuilder().setPlace(7).build()));
    assertThat(other.code().name()).isEqualTo("ALREADY_EXISTS");
    assertThat(other.reason()).isEqualTo("ALLOCATION_RULE_EXISTS");
    assertThat(Refusal.of(() -> end("nothing", OCTOBER)).reason())
        .isEqualTo("ALLOCATION_RULE_NOT_FOUND");
    assertThat(Refusal.of(() -> end(rule.getRuleId(), Date.getDefaultInstance())).violations())
        .containsExactly("last_month");
  }

  @Test
  void every_wrong_field_of_a_rule_is_named() {
    Refusal refusal =
        Refusal.of(
            () ->
                create(
                    AllocationRule.newBuilder()
                        .setRuleId("Not An Id")
                        .setPlace(-1)
                        .setTakes(
                            CostSelector.newBuilder()
                                .setServiceName("x".repeat(256))
                                .setGroupValue("of what?"))
                        .setProportional(
                            ProportionalDivision.newBuilder()
                                .addCarriers(CostCarrier.getDefaultInstance())
                                .addWeights(MeterWeight.getDefaultInstance())
                                .addWeights(WireExamples.weight(Meter.METER_CALLS, "1e9")))
                        .setLastMonth(OCTOBER.toBuilder().setDay(3))
                        .build()));

    assertThat(refusal.violations())
        .containsExactlyInAnyOrder(
            "allocation_rule.rule_id",
            "allocation_rule.place",
            "allocation_rule.takes.service_name",
            "allocation_rule.takes.grouping",
            "allocation_rule.proportional.carriers[0].carrier",
            "allocation_rule.proportional.weights[0].meter",
            "allocation_rule.proportional.weights[1].weight",
            "allocation_rule.first_month",
            "allocation_rule.last_month");
  }

  @Test
  void percentages_that_do_not_add_up_to_100_or_name_a_carrier_twice_are_refused() {
    assertThat(
            wrongParts(
                WireExamples.part("dta-vision", "60"), WireExamples.part("carol-chat", "39.9999")))
        .containsExactly("allocation_rule.fixed.parts");
    assertThat(
            wrongParts(
                WireExamples.part("dta-vision", "60"), WireExamples.part("dta-vision", "40")))
        .containsExactly("allocation_rule.fixed.parts[1]");
    assertThat(wrongParts(WireExamples.part("dta-vision", "100.00001")))
        .containsExactly("allocation_rule.fixed.parts[0].percentage");
    assertThat(wrongParts()).containsExactly("allocation_rule.fixed.parts");
  }

  @Test
  void a_part_whose_carrier_and_percentage_are_wrong_has_both_named_where_they_are() {
    assertThat(
            wrongParts(
                WireExamples.part("x".repeat(65), "-1"),
                FixedPart.newBuilder().setPercentage(Decimal.newBuilder().setValue("101")).build()))
        .containsExactly(
            "allocation_rule.fixed.parts[0].carrier.solution_project_id",
            "allocation_rule.fixed.parts[0].percentage",
            "allocation_rule.fixed.parts[1].carrier.carrier");
    assertThat(wrongParts(Collections.nCopies(1_001, FixedPart.getDefaultInstance())))
        .containsExactly("allocation_rule.fixed.parts");
  }

  @Test
  void carriers_of_both_kinds_do_not_hide_a_wrong_weight() {
    Refusal refusal =
        Refusal.of(
            () ->
                create(
                    WireExamples.allocationRule()
                        .setProportional(
                            ProportionalDivision.newBuilder()
                                .addCarriers(CostCarrier.newBuilder().setSolutionProjectId("s"))
                                .addCarriers(CostCarrier.newBuilder().setApplicationProjectId("a"))
                                .addWeights(WireExamples.weight(Meter.METER_CALLS, "0")))
                        .build()));

    assertThat(refusal.violations())
        .containsExactly(
            "allocation_rule.proportional.carriers",
            "allocation_rule.proportional.weights[0].weight");
  }

  @Test
  void a_rule_on_a_tag_that_is_not_collected_and_one_that_calls_itself_default_are_refused() {
    Refusal tag =
        Refusal.of(
            () ->
                create(
                    WireExamples.ruleByTokens()
                        .setTakes(
                            CostSelector.newBuilder()
                                .setGrouping("tag:project")
                                .setGroupValue("vision"))
                        .build()));

    assertThat(tag.code().name()).isEqualTo("INVALID_ARGUMENT");
    assertThat(tag.violations()).containsExactly("allocation_rule.takes.grouping");
    assertThat(tag.status().getMessage()).contains("tag:project", "dimension:ResourceId");
    assertThat(
            Refusal.of(() -> create(WireExamples.ruleByTokens().setRuleId("default").build()))
                .violations())
        .containsExactly("allocation_rule.rule_id");
  }

  private List<String> wrongParts(FixedPart... parts) {
    return wrongParts(List.of(parts));
  }

  private List<String> wrongParts(List<FixedPart> parts) {
    return Refusal.of(
            () ->
                create(
                    WireExamples.allocationRule()
                        .setFixed(FixedDivision.newBuilder().addAllParts(parts))
                        .build()))
        .violations();
  }

  private AllocationRule create(AllocationRule rule) {
    return allocations
        .createAllocationRule(
            CreateAllocationRuleRequest.newBuilder().setAllocationRule(rule).build())
        .getAllocationRule();
  }

  private AllocationRule end(String id, Date last) {
    return allocations
        .endAllocationRule(
            EndAllocationRuleRequest.newBuilder().setRuleId(id).setLastMonth(last).build())
        .getAllocationRule();
  }
}
