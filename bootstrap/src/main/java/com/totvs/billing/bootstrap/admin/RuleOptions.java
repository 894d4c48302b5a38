package com.totvs.billing.bootstrap.admin;

import com.google.type.Decimal;
import com.totvs.billing.v1.AllocationRule;
import com.totvs.billing.v1.CostCarrier;
import com.totvs.billing.v1.CostSelector;
import com.totvs.billing.v1.EvenDivision;
import com.totvs.billing.v1.FixedDivision;
import com.totvs.billing.v1.FixedPart;
import com.totvs.billing.v1.Meter;
import com.totvs.billing.v1.MeterWeight;
import com.totvs.billing.v1.ProportionalDivision;
import com.totvs.billing.v1.ResourceGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// An allocation rule, as it is written on the command line.
final class RuleOptions {

  /// What a rule is created with.
  static final String OF_CREATE =
      "--id --month --place --takes-resource-group --takes-service --takes-group"
          + " --takes-fixed-cost --divide --weight --carrier";

  /// How a rule divides.
  enum Division {
    proportional,
    even,
    fixed
  }

  @Option(names = "--id", paramLabel = "ID", description = "create, end: the rule.")
  private String id = "";

  @Option(
      names = "--place",
      paramLabel = "N",
      description = "create: rules are asked in the order of their places. Default: 100.")
  private int place = 100;

  @Option(
      names = "--takes-resource-group",
      paramLabel = "SUBSCRIPTION/NAME",
      description = "create: cost of this resource group only.")
  private String resourceGroup = "";

  @Option(
      names = "--takes-service",
      paramLabel = "NAME",
      description = "create: cost of this Azure service only.")
  private String service = "";

  @Option(
      names = "--takes-group",
      paramLabel = "GROUPING=VALUE",
      description = "create: such as tag:project=vision.")
  private String group = "";

  @Option(
      names = "--takes-fixed-cost",
      paramLabel = "ID",
      description = "create: this fixed cost only.")
  private String fixedCost = "";

  @Option(
      names = "--divide",
      description = "create: one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Division division = Division.proportional;

  @Option(
      names = "--weight",
      paramLabel = "METER=N",
      description = {
        "create: calls, input_tokens, output_tokens or image_size_kb, and its weight; may be given"
            + " several times.",
        "Default: calls=1."
      })
  private Map<String, String> weights = new LinkedHashMap<>();

  @Option(
      names = "--carrier",
      paramLabel = "solution/ID[=PERCENT]",
      description = {
        "create: who carries it, a solution/ID or an application/ID; may be given several times.",
        "With its percentage where --divide is fixed. Default: all."
      })
  private List<String> carriers = new ArrayList<>();

  String id() {
    return id;
  }

  /// The rule, without its months.
  AllocationRule.Builder rule(CommandSpec spec) {
    AllocationRule.Builder rule =
        AllocationRule.newBuilder().setRuleId(id).setPlace(place).setTakes(takes(spec));
    switch (division) {
      case proportional -> rule.setProportional(proportional(spec));
      case even ->
          rule.setEven(
              EvenDivision.newBuilder()
                  .addAllCarriers(carriers.stream().map(text -> carrier(spec, text)).toList()));
      case fixed ->
          rule.setFixed(
              FixedDivision.newBuilder()
                  .addAllParts(carriers.stream().map(text -> part(spec, text)).toList()));
    }
    return rule;
  }

  private CostSelector takes(CommandSpec spec) {
    CostSelector.Builder takes =
        CostSelector.newBuilder().setServiceName(service).setFixedCostId(fixedCost);
    if (!resourceGroup.isEmpty()) {
      String[] names = split(spec, "--takes-resource-group", resourceGroup, "/");
      takes.setResourceGroup(
          ResourceGroup.newBuilder().setSubscriptionId(names[0]).setName(names[1]));
    }
    if (!group.isEmpty()) {
      String[] parts = split(spec, "--takes-group", group, "=");
      takes.setGrouping(parts[0]).setGroupValue(parts[1]);
    }
    return takes.build();
  }

  private ProportionalDivision proportional(CommandSpec spec) {
    ProportionalDivision.Builder proportional =
        ProportionalDivision.newBuilder()
            .addAllCarriers(carriers.stream().map(text -> carrier(spec, text)).toList());
    Map<String, String> told = weights.isEmpty() ? Map.of("calls", "1") : weights;
    told.forEach(
        (meter, weight) ->
            proportional.addWeights(
                MeterWeight.newBuilder()
                    .setMeter(meter(spec, meter))
                    .setWeight(Decimal.newBuilder().setValue(weight))));
    return proportional.build();
  }

  private static Meter meter(CommandSpec spec, String name) {
    try {
      return Meter.valueOf("METER_" + name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--weight: " + name + " is nothing that is counted", e);
    }
  }

  private static FixedPart part(CommandSpec spec, String text) {
    String[] parts = split(spec, "--carrier", text, "=");
    return FixedPart.newBuilder()
        .setCarrier(carrier(spec, parts[0]))
        .setPercentage(Decimal.newBuilder().setValue(parts[1]))
        .build();
  }

  private static CostCarrier carrier(CommandSpec spec, String text) {
    String[] parts = split(spec, "--carrier", text, "/");
    return switch (parts[0]) {
      case "solution" -> CostCarrier.newBuilder().setSolutionProjectId(parts[1]).build();
      case "application" -> CostCarrier.newBuilder().setApplicationProjectId(parts[1]).build();
      default ->
          throw new ParameterException(
              spec.commandLine(), "--carrier: write it as solution/ID or application/ID");
    };
  }

  private static String[] split(CommandSpec spec, String option, String text, String sign) {
    int at = text.indexOf(sign);
    if (at < 0) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + text + " has no \"" + sign + "\"");
    }
    return new String[] {text.substring(0, at), text.substring(at + 1)};
  }
}
