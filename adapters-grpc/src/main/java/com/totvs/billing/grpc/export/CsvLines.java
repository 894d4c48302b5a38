package com.totvs.billing.grpc.export;

import com.google.protobuf.ByteString;
import com.totvs.billing.grpc.call.Streamed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Lines of a CSV file (RFC 4180, UTF-8), sent many at once and never torn apart.
final class CsvLines {
  private static final int MESSAGE_CHARS = 64 * 1024;

  private final StringBuilder lines = new StringBuilder(MESSAGE_CHARS + 8 * 1024);
  private final CSVPrinter printer;
  private final Streamed content;

  CsvLines(Streamed content) {
    this.content = content;
    try {
      this.printer = new CSVPrinter(lines, CSVFormat.RFC4180);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(List<?> cells) {
    try {
      printer.printRecord(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lines.length() >= MESSAGE_CHARS) {
      flush();
    }
  }

  /// Sends what is left, if anything is.
  void flush() {
    if (lines.isEmpty()) {
      return;
    }
    content.send(ByteString.copyFromUtf8(lines.toString()));
    lines.setLength(0);
  }
}
