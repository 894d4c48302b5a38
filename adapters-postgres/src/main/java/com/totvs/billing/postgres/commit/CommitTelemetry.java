package com.totvs.billing.postgres.commit;

/// One commit as telemetry sees it, from its begin on.
final class CommitTelemetry {
  private final JournalTelemetry journal;
  private final CommitSpans spans;
  private final long begin = System.nanoTime();

  CommitTelemetry(JournalTelemetry journal, CommitSpans spans) {
    this.journal = journal;
    this.spans = spans;
  }

  void ended(int records, boolean committed) {
    journal.ended(records, System.nanoTime() - begin, committed);
    spans.end(records, committed);
  }
}
