package com.totvs.billing.grpc.allocation;

import com.google.type.Decimal;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Require;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.allocation.AllocationRule;
import com.totvs.billing.domain.allocation.Carrier;
import com.totvs.billing.domain.allocation.CostSelector;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.allocation.RuleId;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.FixedCostId;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.grpc.cost.CostWire;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CostCarrier;
import com.totvs.billing.v1.EvenDivision;
import com.totvs.billing.v1.FixedDivision;
import com.totvs.billing.v1.FixedPart;
import com.totvs.billing.v1.MeterWeight;
import com.totvs.billing.v1.ProportionalDivision;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Allocation rules, between the wire's words and the domain's.
final class AllocationRuleWire {
  // No exponent: a short text could mean a number that fills the memory.
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
  private static final int MOST_CARRIERS = 1_000;

  private AllocationRuleWire() {}

  static AllocationRule rule(com.totvs.billing.v1.AllocationRule rule) {
    Violations found = new Violations("");
    RuleId id = found.check(() -> new RuleId(rule.getRuleId()));
    CostSelector takes = found.check("takes", () -> takes(rule.getTakes()));
    Division division = found.check(() -> division(rule));
    YearMonth first = found.check(() -> Wire.month(rule.getFirstMonth(), "first_month"));
    Optional<YearMonth> last =
        found.check(() -> CostWire.month(rule.hasLastMonth(), rule.getLastMonth(), "last_month"));
    if (rule.getPlace() < 0) {
      found.add("place", "must not be negative");
    }
    if (first != null && last != null && last.isPresent() && last.get().isBefore(first)) {
      found.add("last_month", "lies before first_month");
    }
    found.throwIfAny();
    return new AllocationRule(
        found.valid(id),
        rule.getPlace(),
        found.valid(takes),
        found.valid(division),
        found.valid(first),
        found.valid(last));
  }

  private static CostSelector takes(com.totvs.billing.v1.CostSelector takes) {
    Violations found = new Violations("");
    Optional<ResourceGroup> group =
        found.check(
            "resource_group",
            () -> CostWire.resourceGroup(takes.hasResourceGroup(), takes.getResourceGroup()));
    Optional<String> service =
        found.check(
            () ->
                Wire.told(
                    takes.getServiceName(),
                    "service_name",
                    name -> Require.text(name, "service_name", 1, 255)));
    Optional<CostGrouping> grouping =
        found.check(() -> Wire.told(takes.getGrouping(), "grouping", CostGrouping::parse));
    String value = found.check(() -> Require.text(takes.getGroupValue(), "group_value", 0, 2_048));
    if (takes.getGrouping().isEmpty() && !takes.getGroupValue().isEmpty()) {
      found.add("grouping", "is missing: group_value is a value of what?");
    }
    Optional<FixedCostId> fixed =
        found.check(() -> Wire.told(takes.getFixedCostId(), "fixed_cost_id", FixedCostId::new));
    if (!takes.getFixedCostId().isEmpty()
        && (takes.hasResourceGroup()
            || !takes.getServiceName().isEmpty()
            || !takes.getGrouping().isEmpty())) {
      found.add("fixed_cost_id", "is no cost of Azure's: name one or the other");
    }
    found.throwIfAny();
    return new CostSelector(
        found.valid(group),
        found.valid(service),
        found.valid(grouping).map(one -> new CostSelector.Group(one, found.valid(value))),
        found.valid(fixed));
  }

  private static Division division(com.totvs.billing.v1.AllocationRule rule) {
    return switch (rule.getDivisionCase()) {
      case PROPORTIONAL -> proportional(rule.getProportional());
      case EVEN -> even(rule.getEven());
      case FIXED -> fixed(rule.getFixed());
      case DIVISION_NOT_SET ->
          throw BillingException.invalid("division", "must be one of proportional, even and fixed");
    };
  }

  private static Division proportional(ProportionalDivision division) {
    Violations found = new Violations("proportional");
    SortedSet<Carrier> carriers = found.check(() -> carriers(division.getCarriersList()));
    SortedMap<Meter, BigDecimal> weights = new TreeMap<>();
    List<MeterWeight> told = division.getWeightsList();
    for (int i = 0; i < told.size(); i++) {
      MeterWeight one = told.get(i);
      String field = "weights[" + i + "]";
      Meter meter = found.check(field, () -> meter(one.getMeter()));
      BigDecimal weight = found.check(field, () -> weight(one));
      if (meter != null && weight != null && weights.put(meter, weight) != null) {
        found.add(field, "names a meter a second time");
      }
    }
    if (told.isEmpty()) {
      found.add("weights", "must name at least one meter");
    }
    return new Division.Proportional(found.valid(carriers), weights);
  }

  private static BigDecimal weight(MeterWeight told) {
    return told.hasWeight()
        ? Division.Proportional.requireWeight(decimal(told.getWeight(), "weight"))
        : BigDecimal.ONE;
  }

  private static Division even(EvenDivision division) {
    Violations found = new Violations("even");
    SortedSet<Carrier> carriers = found.check(() -> carriers(division.getCarriersList()));
    return new Division.Even(found.valid(carriers));
  }

  private static Division fixed(FixedDivision division) {
    Violations found = new Violations("fixed");
    SortedMap<Carrier, BigDecimal> percentages = new TreeMap<>();
    List<FixedPart> parts = division.getPartsList();
    var _ = found.valid(found.check(() -> few(parts, "parts")));
    for (int i = 0; i < parts.size(); i++) {
      FixedPart part = parts.get(i);
      String field = "parts[" + i + "]";
      Carrier carrier = found.check(field + ".carrier", () -> carrier(part.getCarrier()));
      BigDecimal percentage = found.check(field, () -> percentage(part));
      if (carrier != null && percentage != null && percentages.put(carrier, percentage) != null) {
        found.add(field, "names a carrier a second time");
      }
    }
    found.throwIfAny();
    return found.valid(found.check(() -> new Division.Fixed(percentages)));
  }

  private static BigDecimal percentage(FixedPart part) {
    return Division.Fixed.requirePercentage(decimal(part.getPercentage(), "percentage"));
  }

  private static SortedSet<Carrier> carriers(List<CostCarrier> told) {
    var _ = few(told, "carriers");
    Violations found = new Violations("");
    SortedSet<Carrier> carriers = new TreeSet<>();
    for (int i = 0; i < told.size(); i++) {
      CostCarrier one = told.get(i);
      Carrier carrier = found.check("carriers[" + i + "]", () -> carrier(one));
      if (carrier != null) {
        carriers.add(carrier);
      }
    }
    found.throwIfAny();
    return Division.sameKind(carriers, "carriers");
  }

  private static List<?> few(List<?> told, String field) {
    if (told.size() > MOST_CARRIERS) {
      throw BillingException.invalid(field, "must be at most " + MOST_CARRIERS);
    }
    return told;
  }

  private static Carrier carrier(CostCarrier carrier) {
    return switch (carrier.getCarrierCase()) {
      case SOLUTION_PROJECT_ID ->
          new Carrier.OfSolution(
              Wire.told(carrier.getSolutionProjectId(), "solution_project_id", SolutionId::new)
                  .orElseThrow(() -> BillingException.invalid("solution_project_id", "is empty")));
      case APPLICATION_PROJECT_ID ->
          new Carrier.OfApplication(
              Wire.told(
                      carrier.getApplicationProjectId(),
                      "application_project_id",
                      ApplicationId::new)
                  .orElseThrow(
                      () -> BillingException.invalid("application_project_id", "is empty")));
      case CARRIER_NOT_SET ->
          throw BillingException.invalid("carrier", "must be a solution or an application");
    };
  }

  private static Meter meter(com.totvs.billing.v1.Meter meter) {
    return switch (meter) {
      case METER_CALLS -> Meter.CALLS;
      case METER_INPUT_TOKENS -> Meter.INPUT_TOKENS;
      case METER_OUTPUT_TOKENS -> Meter.OUTPUT_TOKENS;
      case METER_IMAGE_SIZE_KB -> Meter.IMAGE_SIZE_KB;
      case METER_UNSPECIFIED, UNRECOGNIZED ->
          throw BillingException.invalid("meter", "must be one that is counted");
    };
  }

  private static BigDecimal decimal(Decimal decimal, String field) {
    if (!DECIMAL.matcher(decimal.getValue()).matches()) {
      throw BillingException.invalid(field, "is no decimal number such as 12.5");
    }
    return new BigDecimal(decimal.getValue()).stripTrailingZeros();
  }

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
