package com.totvs.billing.bootstrap.admin;

import com.totvs.billing.v1.UsageDimension;
import com.totvs.billing.v1.UsageGroup;
import com.totvs.billing.v1.UsageMeasure;
import com.totvs.billing.v1.UsageSummaryOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What a summary is grouped and ordered by.
final class Grouping {

  /// What it can be grouped by.
  enum By {
    day,
    month,
    customer,
    license,
    solution,
    application,
    purpose,
    emergency_key,
    place
  }

  /// What it can be ordered by.
  enum Largest {
    calls,
    input_tokens,
    output_tokens,
    image_size_kb,
    emergency_key_calls
  }

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "WHAT",
      description = "Any of ${COMPLETION-CANDIDATES}, separated by commas.")
  private List<By> by = List.of();

  @Option(names = "--largest-first", description = "By one of ${COMPLETION-CANDIDATES}.")
  private Optional<Largest> largest = Optional.empty();

  @Option(names = "--distinct-users", description = "Count distinct users too; takes longer.")
  private boolean distinctUsers;

  List<UsageDimension> dimensions() {
    return by.stream()
        .map(one -> UsageDimension.valueOf("USAGE_DIMENSION_" + Filter.upper(one)))
        .toList();
  }

  UsageSummaryOrder order() {
    return largest
        .map(
            one ->
                UsageSummaryOrder.newBuilder()
                    .setMeasure(UsageMeasure.valueOf("USAGE_MEASURE_" + Filter.upper(one)))
                    .setDescending(true)
                    .build())
        .orElseGet(UsageSummaryOrder::getDefaultInstance);
  }

  /// Refuses what says something of a summary where there is none.
  void refuseForRecords(CommandLine command) {
    if (distinctUsers || largest.isPresent()) {
      throw new ParameterException(
          command, "--distinct-users and --largest-first need a summary: --by or --summary");
    }
  }

  boolean distinctUsers() {
    return distinctUsers;
  }

  List<String> names() {
    List<String> names = new ArrayList<>(by.stream().map(By::name).toList());
    names.addAll(
        List.of(
            "calls",
            "input_tokens",
            "output_tokens",
            "image_size_kb",
            "emergency_key_calls",
            "waiting_calls",
            "set_aside_calls"));
    if (distinctUsers) {
      names.add("distinct_users");
    }
    return names;
  }

  List<Object> values(UsageGroup group) {
    return by.stream().map(one -> value(one, group)).toList();
  }

  private static Object value(By by, UsageGroup group) {
    return switch (by) {
      case day ->
          "%04d-%02d-%02d"
              .formatted(
                  group.getDay().getYear(), group.getDay().getMonth(), group.getDay().getDay());
      case month -> "%04d-%02d".formatted(group.getMonth().getYear(), group.getMonth().getMonth());
      case customer ->
          group.hasCustomer()
              ? group.getCustomer().getCode() + " " + group.getCustomer().getName()
              : "(" + last(group.getSettlementState(), "SETTLEMENT_STATE_") + ")";
      case license -> group.getLicenseServerId();
      case solution -> group.getSolution().getProjectId();
      case application -> group.getApplication().getProjectId();
      case purpose -> last(group.getPurpose(), "PURPOSE_");
      case emergency_key -> group.getEmergencyKey();
      case place -> last(group.getPlace(), "USAGE_PLACE_");
    };
  }

  private static String last(Enum<?> value, String prefix) {
    return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
