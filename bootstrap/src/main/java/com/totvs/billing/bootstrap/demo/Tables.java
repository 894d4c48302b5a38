package com.totvs.billing.bootstrap.demo;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Prints sums as tables, largest first.
final class Tables {
  private static final String LINE = "  %-44s %s%n";
  private static final int MOST_ROWS = 15;

  private Tables() {}

  /// Prints the largest sums, and the rest as one row. Rows in brackets are shown whatever their
  /// size.
  static void print(PrintWriter out, String title, Map<String, Sum> sums) {
    out.println();
    out.printf(
        LINE,
        title,
        "%9s %15s %15s %14s".formatted("calls", "input tokens", "output tokens", "image KB"));
    List<Map.Entry<String, Sum>> rows =
        sums.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, Sum> row) -> row.getKey().startsWith("("))
                    .thenComparing(row -> -row.getValue().calls()))
            .toList();
    List<Map.Entry<String, Sum>> named =
        rows.stream().filter(row -> !row.getKey().startsWith("(")).toList();
    named.stream()
        .limit(MOST_ROWS)
        .forEach(row -> out.printf(LINE, row.getKey(), row.getValue().row()));
    if (named.size() > MOST_ROWS) {
      Sum others =
          named.stream().skip(MOST_ROWS).map(Map.Entry::getValue).reduce(new Sum(), Sum::plus);
      out.printf(LINE, (named.size() - MOST_ROWS) + " others", others.row());
    }
    rows.stream()
        .filter(row -> row.getKey().startsWith("("))
        .forEach(row -> out.printf(LINE, row.getKey(), row.getValue().row()));
  }
}
