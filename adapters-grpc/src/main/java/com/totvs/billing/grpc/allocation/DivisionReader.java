package com.totvs.billing.grpc.allocation;

import com.google.type.Decimal;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Violations;
import com.totvs.billing.domain.allocation.Carrier;
import com.totvs.billing.domain.allocation.Division;
import com.totvs.billing.domain.catalog.ApplicationId;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.usage.Meter;
import com.totvs.billing.grpc.wire.Wire;
import com.totvs.billing.v1.CostCarrier;
import com.totvs.billing.v1.EvenDivision;
import com.totvs.billing.v1.FixedDivision;
import com.totvs.billing.v1.FixedPart;
import com.totvs.billing.v1.MeterWeight;
import com.totvs.billing.v1.ProportionalDivision;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads from the wire how a rule divides.
final class DivisionReader {
  // No exponent: a short text could mean a number that fills the memory.
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
  private static final int MOST_CARRIERS = 1_000;

  private DivisionReader() {}

  /// The division of a rule as told.
  ///
  /// @throws BillingException naming every wrong field
  static Division read(com.totvs.billing.v1.AllocationRule rule) {
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
}
