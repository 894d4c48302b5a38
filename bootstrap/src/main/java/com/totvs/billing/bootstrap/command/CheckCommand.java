package com.totvs.billing.bootstrap.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.totvs.billing.application.health.Finding;
import com.totvs.billing.bootstrap.program.Inspection;
import com.totvs.billing.bootstrap.program.Logging;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says whether everything is set as it must be and can be reached.
@Command(
    name = "check",
    description = {
      "Says of settings, database, License Server, keys and TLS files whether each is right, and"
          + " what to do where it is not.",
      "Exits 0 only if all are."
    })
final class CheckCommand implements Callable<Integer> {

  /// How findings are printed.
  enum Output {
    text,
    json
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final SettingsSource source;

  @Option(names = "--output", description = "One of ${COMPLETION-CANDIDATES}.")
  private Output output = Output.text;

  CheckCommand(Map<String, String> environment) {
    this.source = new SettingsSource(environment);
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<Finding> findings = findings();
    boolean right = findings.stream().allMatch(Finding::right);
    spec.commandLine()
        .getOut()
        .print(output == Output.json ? json(findings, right) : text(findings));
    spec.commandLine().getOut().flush();
    return right ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<Finding> findings() {
    try {
      Settings settings = source.read();
      Logging.quiet();
      return Inspection.of(settings);
    } catch (SettingsException e) {
      return e.problems().stream()
          .map(problem -> new Finding("settings", false, problem.toString()))
          .toList();
    }
  }

  private static String text(List<Finding> findings) {
    StringBuilder lines = new StringBuilder();
    for (Finding finding : findings) {
      String advice = finding.advice().isEmpty() ? "" : ": " + finding.advice();
      lines.append("%-4s %s%s%n".formatted(finding.right() ? "yes" : "NO", finding.what(), advice));
    }
    return lines.toString();
  }

  private static String json(List<Finding> findings, boolean right) throws JsonProcessingException {
    return JsonMapper.builder()
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(Map.of("right", right, "findings", findings))
        + System.lineSeparator();
  }
}
