package com.totvs.billing.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/// The one time zone whose days and months partitions, reports, purges and closings use.
public record BusinessZone(ZoneId id) {

  /// Where TOTVS keeps its books.
  public static final BusinessZone SAO_PAULO = new BusinessZone(ZoneId.of("America/Sao_Paulo"));

  /// The month that an instant falls into.
  public YearMonth month(Instant instant) {
    return YearMonth.from(instant.atZone(id));
  }

  /// The day that an instant falls on.
  public LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, id);
  }

  /// The first instant of a day; not always midnight where daylight saving begins.
  public Instant start(LocalDate day) {
    return day.atStartOfDay(id).toInstant();
  }

  /// The first instant of a month.
  public Instant start(YearMonth month) {
    return start(month.atDay(1));
  }
}
