package com.totvs.billing.grpc.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// What stands in a cell of a CSV file.
final class Cell {
  private static final String DANGEROUS = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";
  // Where spreadsheets that separate at semicolons or tabs begin a cell, whether the comma's quotes
  // are around it or not; what is quoted or blank before it does not save it.
  private static final Pattern BEGINS_A_CELL =
      Pattern.compile("([;\\t\\r\\n])(?=[\"'\\s]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Cell() {}

  /// A text of a caller. Spreadsheets would run one that begins like a formula: an apostrophe keeps
  /// them from it (OWASP, "CSV Injection"). So does one behind each semicolon or tab inside: where
  /// the comma is the decimal sign, spreadsheets begin a cell there.
  static String text(String text) {
    String inside = BEGINS_A_CELL.matcher(text).replaceAll("$1'");
    return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + inside : inside;
  }

  /// A time, to the microsecond.
  static String time(Instant time) {
    return MICROS.format(time);
  }
}
