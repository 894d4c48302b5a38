package com.totvs.billing.grpc;

import com.google.type.Date;
import com.google.type.Decimal;
import com.google.type.Money;
import com.totvs.billing.application.Examples;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.Application;
import com.totvs.billing.v1.CostCarrier;
import com.totvs.billing.v1.FixedCost;
import com.totvs.billing.v1.FixedPart;
import com.totvs.billing.v1.Meter;
import com.totvs.billing.v1.MeterWeight;
import com.totvs.billing.v1.ProportionalDivision;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Recurrence;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.Usage;

/// Usage as callers send it.
public final class WireExamples {
  /// What FOCUS exports say of the account.
  public static final FocusProfile FOCUS =
      new FocusProfile(
          "account-1",
          "TOTVS AI",
          "TOTVS",
          "Microsoft",
          "Microsoft",
          "Microsoft Azure",
          FocusProfile.categories("Azure OpenAI=AI and Machine Learning,Storage=Storage"));

  private WireExamples() {}

  /// A new call with everything right.
  public static Usage.Builder usage() {
    return Usage.newBuilder()
        .setUsageId(Examples.newId().toString())
        .setOccurredTime(Wire.timestamp(Examples.EARLIER))
        .setLicenseServerId(Examples.LICENSE.value())
        .setSolution(Solution.newBuilder().setProjectId("dta-vision").setDescription("DTA Vision"))
        .setApplication(Application.newBuilder().setProjectId("cp").setDescription("C&P"))
        .setUser("maria")
        .setInputTokens(1_200)
        .setOutputTokens(300)
        .setImageSizeKb(64);
  }

  public static RecordUsageRequest request(Usage.Builder usage) {
    return RecordUsageRequest.newBuilder().setUsage(usage).build();
  }

  /// An allocation rule that nothing is wrong with.
  public static AllocationRule.Builder allocationRule() {
    return AllocationRule.newBuilder()
        .setRuleId("by-calls")
        .setPlace(10)
        .setProportional(
            ProportionalDivision.newBuilder()
                .addWeights(MeterWeight.newBuilder().setMeter(Meter.METER_CALLS)))
        .setFirstMonth(Date.newBuilder().setYear(2026).setMonth(10));
  }

  /// One that divides among one solution, by tokens.
  public static AllocationRule.Builder ruleByTokens() {
    return allocationRule()
        .setRuleId("by-tokens")
        .setProportional(
            ProportionalDivision.newBuilder()
                .addCarriers(CostCarrier.newBuilder().setSolutionProjectId("dta-vision"))
                .addWeights(weight(Meter.METER_INPUT_TOKENS, "1"))
                .addWeights(weight(Meter.METER_OUTPUT_TOKENS, "3.5")));
  }

  public static MeterWeight weight(Meter meter, String weight) {
    return MeterWeight.newBuilder()
        .setMeter(meter)
        .setWeight(Decimal.newBuilder().setValue(weight))
        .build();
  }

  public static FixedPart part(String solution, String percentage) {
    return FixedPart.newBuilder()
        .setCarrier(CostCarrier.newBuilder().setSolutionProjectId(solution))
        .setPercentage(Decimal.newBuilder().setValue(percentage))
        .build();
  }

  /// A fixed cost that nothing is wrong with.
  public static FixedCost.Builder fixedCost() {
    return FixedCost.newBuilder()
        .setFixedCostId("dta-base")
        .setDescription("DTA, base fee")
        .setAmount(Money.newBuilder().setCurrencyCode("BRL").setUnits(1_500).setNanos(500_000_000))
        .setRecurrence(Recurrence.RECURRENCE_MONTHLY)
        .setFirstMonth(Date.newBuilder().setYear(2026).setMonth(10))
        .setSolutionProjectId("dta");
  }
}
