package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/// Months whose cost is not told, or not told rightly, by rows that are printed. They are named on
/// standard error, whoever reads: the rows do not tell.
final class CostGapsTold {
  private CostGapsTold() {}

  /// Says which months are in no row, since they have no allocation to report.
  static void notAllocated(PrintWriter err, List<Date> months) {
    tell(err, "not allocated, so in no row: ", months);
  }

  /// Says which months' rows are older than what they would charge now.
  static void outdated(PrintWriter err, List<Date> months) {
    tell(err, "to be allocated again: ", months);
  }

  private static void tell(PrintWriter err, String what, List<Date> months) {
    if (!months.isEmpty()) {
      err.println(
          "billing: "
              + what
              + months.stream().map(MonthText::of).collect(Collectors.joining(", ")));
    }
  }
}
