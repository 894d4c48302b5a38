package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import com.totvs.billing.v1.CostDimension;
import com.totvs.billing.v1.CostExportFormat;
import com.totvs.billing.v1.CostFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What a report or an export of cost is about, and what it looks like.
final class CostReportOptions {
  @Option(
      names = "--last-month",
      paramLabel = "YYYY-MM",
      description = "report, export: until this month. Default: --month alone.")
  private Optional<String> lastMonth = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "DIMENSION",
      split = ",",
      description =
          "report: any of month, day, resource, resource_group, solution, application, customer.")
  private List<String> by = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "export: flat, focus_1_2 or focus_1_3. Default: ${DEFAULT-VALUE}.")
  private String format = "flat";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "export: default is standard output.")
  private Optional<Path> file = Optional.empty();

  CostReport report(CommandSpec spec) {
    return new CostReport(
        by.stream()
            .map(one -> constant(spec, CostDimension.class, "COST_DIMENSION_", one, "--by"))
            .toList());
  }

  CostExport export(CommandSpec spec) {
    return new CostExport(
        constant(spec, CostExportFormat.class, "COST_EXPORT_FORMAT_", format, "--format"), file);
  }

  CostFilter filter(CommandSpec spec, Date firstMonth, String solution) {
    CostFilter.Builder filter =
        CostFilter.newBuilder().setFirstMonth(firstMonth).setSolutionProjectId(solution);
    MonthText.read(spec, "--last-month", lastMonth).ifPresent(filter::setLastMonth);
    return filter.build();
  }

  private static <E extends Enum<E>> E constant(
      CommandSpec spec, Class<E> type, String prefix, String name, String option) {
    try {
      return Enum.valueOf(type, prefix + name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + name + " is none of them", e);
    }
  }
}
