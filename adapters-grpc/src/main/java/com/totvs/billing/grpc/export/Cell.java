package com.totvs.billing.grpc.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What stands in a cell of a CSV file.
final class Cell {
  private static final String DANGEROUS = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Cell() {}

  /// A text of a caller. Spreadsheets would run one that begins like a formula: an apostrophe keeps
  /// them from it (OWASP, "CSV Injection").
  static String text(String text) {
    return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /// A time, to the microsecond.
  static String time(Instant time) {
    return MICROS.format(time);
  }
}
