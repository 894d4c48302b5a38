package com.totvs.billing.benchmark;

import java.util.Locale;
import java.util.Map;

/// The report as people read it.
final class TextReport {
  private static final double MEBI = 1 << 20;

  private final StringBuilder text = new StringBuilder();
  private final Report report;

  private TextReport(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    return new TextReport(report).write();
  }

  private String write() {
    conditions();
    rates();
    ratios();
    heap();
    rows();
    return text.toString();
  }

  private void conditions() {
    Machine machine = report.machine();
    line(
        "%s, %d processors, %,d MB; PostgreSQL %s; Java %s",
        machine.processor(),
        machine.processors(),
        machine.memoryMb(),
        machine.postgresql(),
        machine.java());
    line(
        "Medians of %d rounds of %.1f s each, taking turns. Tokens are checked on every call;"
            + " fsync,",
        report.plan().rounds(), report.plan().time().toMillis() / 1e3);
    line(
        "full_page_writes and synchronous_commit are on. Every license was made known beforehand:");
    line("this is the steady state. Server, load and PostgreSQL share the machine.");
    line("");
  }

  private void rates() {
    line("%-42s %12s %10s %10s", "", "per second", "p50 ms", "p99 ms");
    rates("no-op call, %s in flight", report.noop());
    rates("RecordUsage, %s in flight", report.unary());
    rates("INSERT a transaction, %s clients", report.inserts());
    rates("BatchRecordUsage%s (records)", Map.of(" of 1,000", report.batch()));
    rates("%s (rows)", report.copies());
    line("");
  }

  private void rates(String what, Map<?, Sample> samples) {
    samples.forEach(
        (key, sample) ->
            line(
                "%-42s %,12.0f %10.2f %10.2f",
                what.formatted(key), sample.rate(), sample.p50(), sample.p99()));
  }

  private void ratios() {
    report
        .noop()
        .keySet()
        .forEach(n -> ratio("RecordUsage to no-op, " + n + " in flight", report.unaryVsNoop(n)));
    ratio("RecordUsage at full load to best INSERT", report.unaryVsSql());
    ratio("BatchRecordUsage to best COPY", report.batchVsCopy());
    line("");
  }

  private void ratio(String what, double ratio) {
    line("%-42s %12.2f", what, ratio);
  }

  private void heap() {
    Report.Heap heap = report.heap();
    line("%-42s %9.0f MB", "server heap at most, garbage included", heap.peaks().all() / MEBI);
    line("%-42s %9.0f MB", "  after collections", heap.peaks().afterCollection() / MEBI);
    line("%-42s %9.0f MB", "  allowed", heap.peaks().limit() / MEBI);
    line("%-42s %,12d", "heap bytes for a record queued in a call", heap.queuedCall());
    line("%-42s %,12d", "heap bytes for a record queued in a batch", heap.queuedRecord());
    line("");
  }

  private void rows() {
    Report.Rows rows = report.rows();
    line("%-42s %,12d", "records acknowledged", rows.acknowledged());
    line("%-42s %,12d", "of them on disk, each id once", rows.onDisk());
    line("%-42s %,12d", "failed", rows.failed());
    if (rows.failed() > 0) {
      line("the first one: %s", rows.firstFailure());
    }
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
