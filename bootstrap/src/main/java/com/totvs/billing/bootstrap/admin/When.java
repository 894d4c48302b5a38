package com.totvs.billing.bootstrap.admin;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Interval;
import com.totvs.billing.v1.DateRange;
import com.totvs.billing.v1.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The period that a command is about.
final class When {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--month", paramLabel = "YYYY-MM", description = "A month of the business zone.")
  private Optional<String> month = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day, YYYY-MM-DD, or an instant such as 2026-10-01T03:00:00Z.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The first day, or instant, that is not in it any more.")
  private Optional<String> to = Optional.empty();

  /// The period, if one was named.
  Optional<Period> period() {
    if (month.isPresent() && (from.isPresent() || to.isPresent())) {
      throw wrong("--month goes without --from and --to");
    }
    try {
      if (month.isPresent()) {
        YearMonth named = YearMonth.parse(month.get());
        return Optional.of(
            Period.newBuilder()
                .setMonth(
                    Date.newBuilder().setYear(named.getYear()).setMonth(named.getMonthValue()))
                .build());
      }
      return from.isEmpty() && to.isEmpty() ? Optional.empty() : Optional.of(between());
    } catch (DateTimeException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /// The period; one must be named.
  Period required() {
    return period().orElseThrow(() -> wrong("name a period: --month, or --from and --to"));
  }

  private Period between() {
    boolean instants = from.or(() -> to).orElseThrow().contains("T");
    if (instants) {
      Interval.Builder interval = Interval.newBuilder();
      from.map(When::instant).ifPresent(interval::setStartTime);
      to.map(When::instant).ifPresent(interval::setEndTime);
      return Period.newBuilder().setInterval(interval).build();
    }
    if (from.isEmpty() || to.isEmpty()) {
      throw wrong("days need both --from and --to");
    }
    return Period.newBuilder()
        .setDays(DateRange.newBuilder().setStartDate(day(from.get())).setEndDate(day(to.get())))
        .build();
  }

  /// The instant that a text names.
  static Timestamp instant(String text) {
    Instant time = Instant.parse(text);
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private static Date day(String text) {
    LocalDate day = LocalDate.parse(text);
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
