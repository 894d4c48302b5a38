package com.totvs.billing.bootstrap.admin;

import com.google.type.Date;
import com.totvs.billing.v1.ListAllocationsRequest;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// Which lines are shown, and of which runs.
final class LineOptions {
  @Option(
      names = "--run",
      paramLabel = "N",
      description = "lines, compare: this run. Default of lines: the one reported of the month.")
  private long run;

  @Option(names = "--other", paramLabel = "N", description = "compare: with this run.")
  private long other;

  @Option(names = "--line", paramLabel = "ID", description = "explain: such as 7-1-2.")
  private String line = "";

  @Option(names = "--solution", paramLabel = "ID", description = "lines: of this one.")
  private String solution = "";

  @Option(names = "--application", paramLabel = "ID", description = "lines: of this one.")
  private String application = "";

  @Option(names = "--customer", paramLabel = "CODE", description = "lines: of this one.")
  private String customer = "";

  long run() {
    return run;
  }

  long other() {
    return other;
  }

  String line() {
    return line;
  }

  /// The lines that are wanted.
  ///
  /// @param month asked for only where no run is named
  ListAllocationsRequest.Builder lines(Supplier<Date> month) {
    ListAllocationsRequest.Builder lines =
        ListAllocationsRequest.newBuilder()
            .setRun(run)
            .setSolutionProjectId(solution)
            .setApplicationProjectId(application)
            .setCustomerCode(customer);
    return run == 0 ? lines.setMonth(month.get()) : lines;
  }
}
