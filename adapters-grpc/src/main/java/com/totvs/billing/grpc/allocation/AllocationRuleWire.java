package com.totvs.billing.grpc.allocation;

import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Carrier;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.grpc.cost.CostWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CostCarrier;
import com.totvs.billing.v1.EvenDivision;
import com.totvs.billing.v1.FixedPart;
import com.totvs.billing.v1.MeterWeight;
import com.totvs.billing.v1.ProportionalDivision;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// Allocation rules in the wire's words; [AllocationRuleReader] reads them.
final class AllocationRuleWire {
  private AllocationRuleWire() {}

  /// The rule, as answers tell it.
  static com.totvs.billing.v1.AllocationRule rule(AllocationRule rule) {
    com.totvs.billing.v1.AllocationRule.Builder told =
        com.totvs.billing.v1.AllocationRule.newBuilder()
            .setRuleId(rule.id().value())
            .setPlace(rule.place())
            .setFirstMonth(Wire.date(rule.first()));
    if (!rule.takes().equals(CostSelector.EVERYTHING)) {
      told.setTakes(takes(rule.takes()));
    }
    rule.last().map(Wire::date).ifPresent(told::setLastMonth);
    switch (rule.division()) {
      case Division.Proportional(var carriers, var weights) ->
          told.setProportional(
              ProportionalDivision.newBuilder()
                  .addAllCarriers(carriers(carriers))
                  .addAllWeights(
                      weights.entrySet().stream()
                          .map(one -> weight(one.getKey(), one.getValue()))
                          .toList()));
      case Division.Even(var carriers) ->
          told.setEven(EvenDivision.newBuilder().addAllCarriers(carriers(carriers)));
      case Division.Fixed(var percentages) ->
          percentages.forEach(
              (carrier, percentage) ->
                  told.getFixedBuilder()
                      .addParts(
                          FixedPart.newBuilder()
                              .setCarrier(carrier(carrier))
                              .setPercentage(Wire.decimal(percentage))));
    }
    return told.build();
  }

  private static com.totvs.billing.v1.CostSelector takes(CostSelector takes) {
    com.totvs.billing.v1.CostSelector.Builder told = com.totvs.billing.v1.CostSelector.newBuilder();
    takes.resourceGroup().map(CostWire::resourceGroup).ifPresent(told::setResourceGroup);
    takes.serviceName().ifPresent(told::setServiceName);
    takes
        .group()
        .ifPresent(
            group -> told.setGrouping(group.grouping().toString()).setGroupValue(group.value()));
    takes.fixedCost().map(FixedCostId::value).ifPresent(told::setFixedCostId);
    return told.build();
  }

  private static MeterWeight weight(Meter meter, BigDecimal weight) {
    return MeterWeight.newBuilder()
        .setMeter(
            switch (meter) {
              case CALLS -> com.totvs.billing.v1.Meter.METER_CALLS;
              case INPUT_TOKENS -> com.totvs.billing.v1.Meter.METER_INPUT_TOKENS;
              case OUTPUT_TOKENS -> com.totvs.billing.v1.Meter.METER_OUTPUT_TOKENS;
              case IMAGE_SIZE_KB -> com.totvs.billing.v1.Meter.METER_IMAGE_SIZE_KB;
            })
        .setWeight(Wire.decimal(weight))
        .build();
  }

  private static List<CostCarrier> carriers(Set<Carrier> carriers) {
    return carriers.stream().map(AllocationRuleWire::carrier).toList();
  }

  private static CostCarrier carrier(Carrier carrier) {
    return switch (carrier) {
      case Carrier.OfSolution(var id) ->
          CostCarrier.newBuilder().setSolutionProjectId(id.value()).build();
      case Carrier.OfApplication(var id) ->
          CostCarrier.newBuilder().setApplicationProjectId(id.value()).build();
    };
  }
}
