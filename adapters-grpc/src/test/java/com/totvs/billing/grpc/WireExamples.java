package com.totvs.billing.grpc;

import com.totvs.billing.application.Examples;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.v1.Application;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Solution;
import com.totvs.billing.v1.Usage;

/// Usage as callers send it.
final class WireExamples {
  /// What FOCUS exports say of the account.
  static final FocusProfile FOCUS =
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
  static Usage.Builder usage() {
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

  static RecordUsageRequest request(Usage.Builder usage) {
    return RecordUsageRequest.newBuilder().setUsage(usage).build();
  }

  /// An allocation rule that nothing is wrong with.
  static com.totvs.billing.v1.AllocationRule.Builder allocationRule() {
    return com.totvs.billing.v1.AllocationRule.newBuilder()
        .setRuleId("by-calls")
        .setPlace(10)
        .setProportional(
            com.totvs.billing.v1.ProportionalDivision.newBuilder()
                .addWeights(
                    com.totvs.billing.v1.MeterWeight.newBuilder()
                        .setMeter(com.totvs.billing.v1.Meter.METER_CALLS)))
        .setFirstMonth(com.google.type.Date.newBuilder().setYear(2026).setMonth(10));
  }

  /// A fixed cost that nothing is wrong with.
  static com.totvs.billing.v1.FixedCost.Builder fixedCost() {
    return com.totvs.billing.v1.FixedCost.newBuilder()
        .setFixedCostId("dta-base")
        .setDescription("DTA, base fee")
        .setAmount(
            com.google.type.Money.newBuilder()
                .setCurrencyCode("BRL")
                .setUnits(1_500)
                .setNanos(500_000_000))
        .setRecurrence(com.totvs.billing.v1.Recurrence.RECURRENCE_MONTHLY)
        .setFirstMonth(com.google.type.Date.newBuilder().setYear(2026).setMonth(10))
        .setSolutionProjectId("dta");
  }
}
