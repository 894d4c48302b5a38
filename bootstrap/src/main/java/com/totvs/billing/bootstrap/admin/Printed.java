package com.totvs.billing.bootstrap.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command prints its rows.
final class Printed {
  // As in the exports of the server. A negative amount is one of these too, and harmless.
  private static final Pattern FORMULA =
      Pattern.compile("(?s)[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20].*");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  /// A table for people, the others for programs.
  enum Output {
    table,
    json,
    csv
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--output", description = "One of ${COMPLETION-CANDIDATES}.")
  private Output output = Output.table;

  /// Whether people read it.
  boolean forPeople() {
    return output == Output.table;
  }

  /// Prints the rows of a command that has nothing else to say, and returns its exit code.
  int print(List<String> names, List<List<Object>> rows) {
    print(spec.commandLine().getOut(), names, rows);
    return ExitCode.OK;
  }

  /// Prints rows, each with a value for every name. Numbers stand to the right.
  void print(PrintWriter out, List<String> names, List<List<Object>> rows) {
    switch (output) {
      case table -> table(out, names, rows);
      case json -> out.println(json(names, rows));
      case csv -> csv(out, names, rows);
    }
    requireArrived(out);
  }

  /// Fails if what was printed did not come through: a [PrintWriter] tells so only when asked.
  static void requireArrived(PrintWriter out) {
    if (out.checkError()) {
      String what = "standard output cannot be written to";
      throw new UncheckedIOException(what, new IOException(what));
    }
  }

  private static void table(PrintWriter out, List<String> names, List<List<Object>> rows) {
    int[] widths =
        IntStream.range(0, names.size())
            .map(
                i ->
                    rows.stream()
                        .mapToInt(row -> text(row.get(i)).length())
                        .reduce(names.get(i).length(), Math::max))
            .toArray();
    out.println(line(names, List.copyOf(names), widths, rows));
    rows.forEach(
        row -> out.println(line(row.stream().map(Printed::text).toList(), row, widths, rows)));
  }

  private static String line(
      List<String> texts, List<?> values, int[] widths, List<List<Object>> rows) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            i -> {
              boolean number =
                  values.get(i) instanceof Number
                      || (!rows.isEmpty() && rows.getFirst().get(i) instanceof Number);
              return ("%" + (number ? "" : "-") + Math.max(1, widths[i]) + "s")
                  .formatted(texts.get(i));
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String text(Object value) {
    return value instanceof Number number && !(value instanceof BigDecimal)
        ? "%,d".formatted(number.longValue())
        : String.valueOf(value);
  }

  private static String json(List<String> names, List<List<Object>> rows) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (List<Object> row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        object.put(names.get(i), row.get(i));
      }
      objects.add(object);
    }
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(objects);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows are JSON", e);
    }
  }

  private static void csv(PrintWriter out, List<String> names, List<List<Object>> rows) {
    try {
      CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
      printer.printRecord(names);
      for (List<Object> row : rows) {
        printer.printRecord(row.stream().map(Printed::cell).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Spreadsheets would run a text that begins like a formula: an apostrophe keeps them from it.
  private static Object cell(Object value) {
    return value instanceof String text
            && FORMULA.matcher(text).matches()
            && !NUMBER.matcher(text).matches()
        ? "'" + text
        : value;
  }
}
