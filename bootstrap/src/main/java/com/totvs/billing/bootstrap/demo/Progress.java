package com.totvs.billing.bootstrap.demo;

import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far the month is: a bar on a terminal, lines elsewhere.
interface Progress extends AutoCloseable {

  /// So many reports have been answered.
  void to(int answered);

  /// Tells what happens.
  void say(String what);

  @Override
  void close();

  /// Progress towards so many reports.
  static Progress of(int reports, PrintWriter out) {
    return onTerminal() ? new Bar(reports, out) : new Lines(reports, out);
  }

  // Whether there is a console without a terminal depends on the JDK: some have none then.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// A bar that is redrawn.
  final class Bar implements Progress {
    private final PrintWriter out;
    private final List<String> said = new ArrayList<>();
    private final ProgressBar bar;

    Bar(int reports, PrintWriter out) {
      this.out = out;
      out.flush();
      bar =
          new ProgressBarBuilder()
              .setTaskName("reports")
              .setInitialMax(reports)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .build();
    }

    @Override
    public void to(int answered) {
      bar.stepTo(answered);
    }

    @Override
    public void say(String what) {
      bar.setExtraMessage(" " + what);
      said.add(what);
    }

    @Override
    public void close() {
      bar.close();
      // The bar shows only the newest.
      said.forEach(what -> out.println("  " + what));
      out.flush();
    }
  }

  /// A line now and then.
  final class Lines implements Progress {
    private static final int LINES = 4;

    private final int reports;
    private final PrintWriter out;
    private int said;

    Lines(int reports, PrintWriter out) {
      this.reports = reports;
      this.out = out;
    }

    @Override
    public void to(int answered) {
      int quarter = (int) ((long) answered * LINES / reports);
      if (quarter > said) {
        said = quarter;
        out.printf("  %,d of %,d reports are answered%n", answered, reports);
        out.flush();
      }
    }

    @Override
    public void say(String what) {
      out.println("  " + what);
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
