package com.totvs.billing.grpc.report;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.report.SummaryOrder;
import com.totvs.billing.domain.report.UsageDimension;
import com.totvs.billing.domain.report.UsageGroup;
import com.totvs.billing.domain.report.UsageSummary;
import com.totvs.billing.domain.report.UsageTotals;
import com.totvs.billing.grpc.usage.UsageWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.Purpose;
import com.totvs.billing.v1.UsageSummaryOrder;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Between the wire's words and the domain's, for reports.
final class ReportWire {
  private static final String DIMENSION = "USAGE_DIMENSION_";
  private static final String MEASURE = "USAGE_MEASURE_";

  private ReportWire() {}

  /// Each dimension at most once.
  static List<UsageDimension> dimensions(List<com.totvs.billing.v1.UsageDimension> told) {
    Violations found = new Violations("");
    Set<UsageDimension> dimensions = new LinkedHashSet<>();
    for (int i = 0; i < told.size(); i++) {
      String name = told.get(i).name();
      String field = "group_by[" + i + "]";
      UsageDimension dimension = found.check(field, () -> dimension(name));
      if (dimension != null && !dimensions.add(dimension)) {
        found.add(field, dimension + " is named twice");
      }
    }
    found.throwIfAny();
    return List.copyOf(dimensions);
  }

  private static UsageDimension dimension(String name) {
    return Arrays.stream(UsageDimension.values())
        .filter(one -> name.equals(DIMENSION + one.name()))
        .findFirst()
        .orElseThrow(() -> BillingException.invalid("", "is not a dimension"));
  }

  static SummaryOrder order(UsageSummaryOrder told) {
    Optional<SummaryOrder.Measure> measure =
        Arrays.stream(SummaryOrder.Measure.values())
            .filter(one -> told.getMeasure().name().equals(MEASURE + one.name()))
            .findFirst();
    Violations found = new Violations("order");
    if (measure.isEmpty() && told.getMeasureValue() != 0) {
      found.add("measure", told.getMeasureValue() + " is not a measure");
    }
    if (measure.isEmpty() && told.getDescending()) {
      found.add("descending", "needs a measure");
    }
    found.throwIfAny();
    return new SummaryOrder(measure, told.getDescending());
  }

  static com.totvs.billing.v1.UsageSummary summary(UsageSummary summary) {
    return com.totvs.billing.v1.UsageSummary.newBuilder()
        .setGroup(group(summary.group()))
        .setTotals(totals(summary.totals()))
        .build();
  }

  static com.totvs.billing.v1.UsageTotals totals(UsageTotals totals) {
    com.totvs.billing.v1.UsageTotals.Builder told =
        com.totvs.billing.v1.UsageTotals.newBuilder()
            .setCalls(totals.calls())
            .setInputTokens(totals.inputTokens())
            .setOutputTokens(totals.outputTokens())
            .setImageSizeKb(totals.imageSizeKb())
            .setEmergencyKeyCalls(totals.emergencyKeyCalls())
            .setWaitingCalls(totals.waitingCalls())
            .setSetAsideCalls(totals.setAsideCalls());
    totals.distinctUsers().ifPresent(told::setDistinctUsers);
    return told.build();
  }

  private static com.totvs.billing.v1.UsageGroup group(UsageGroup group) {
    com.totvs.billing.v1.UsageGroup.Builder told = com.totvs.billing.v1.UsageGroup.newBuilder();
    group.day().map(Wire::date).ifPresent(told::setDay);
    group.month().map(Wire::date).ifPresent(told::setMonth);
    group.state().map(UsageWire::state).ifPresent(told::setSettlementState);
    group.customer().map(Wire::customer).ifPresent(told::setCustomer);
    group.license().ifPresent(license -> told.setLicenseServerId(license.value()));
    group.solution().map(Wire::solution).ifPresent(told::setSolution);
    group.application().map(Wire::application).ifPresent(told::setApplication);
    group.purpose().ifPresent(purpose -> told.setPurpose(Purpose.forNumber(purpose.number())));
    group.emergencyKey().ifPresent(told::setEmergencyKey);
    group.place().map(UsageWire::place).ifPresent(told::setPlace);
    return told.build();
  }
}
