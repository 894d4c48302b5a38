package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Months as a command takes and prints them: `2026-10`.
final class MonthText {
  private MonthText() {}

  /// The month that an option names, if it names one.
  static Optional<Date> read(CommandSpec spec, String option, Optional<String> text) {
    try {
      return text.map(YearMonth::parse)
          .map(
              one ->
                  Date.newBuilder().setYear(one.getYear()).setMonth(one.getMonthValue()).build());
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + e.getMessage() + ": write it as 2026-10", e);
    }
  }

  /// The same of an option that must be there.
  static Date required(CommandSpec spec, String option, Optional<String> text) {
    return read(spec, option, text)
        .orElseThrow(() -> new ParameterException(spec.commandLine(), "name a " + option));
  }

  static String of(Date month) {
    return "%04d-%02d".formatted(month.getYear(), month.getMonth());
  }

  /// The month, or nothing if there is none.
  static String of(boolean told, Date month) {
    return told ? of(month) : "";
  }
}
