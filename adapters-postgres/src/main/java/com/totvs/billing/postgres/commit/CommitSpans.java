package com.totvs.billing.postgres.commit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.ArrayList;
import java.util.List;

/// The spans of one commit: one of its own, in a trace of its own and linked to the calls that
/// share it, and one in the trace of each of those, linked back. A commit without a traced call has
/// none.
final class CommitSpans {
  /// Of a thousand calls the first few tell enough.
  static final int MOST_LINKS = 32;

  private static final CommitSpans NONE = new CommitSpans(List.of());

  private final List<Span> spans;

  private CommitSpans(List<Span> spans) {
    this.spans = spans;
  }

  static CommitSpans begin(Tracer tracer, List<AppendSpans> calls) {
    if (calls.isEmpty()) {
      return NONE;
    }
    List<Span> spans = new ArrayList<>();
    SpanBuilder shared = tracer.spanBuilder("journal group commit").setNoParent();
    calls.stream()
        .limit(MOST_LINKS)
        .forEach(call -> shared.addLink(Span.fromContext(call.call()).getSpanContext()));
    Span commit = shared.startSpan();
    spans.add(commit);
    for (AppendSpans call : calls) {
      spans.add(
          tracer
              .spanBuilder("journal commit")
              .setParent(call.call())
              .addLink(commit.getSpanContext())
              .startSpan());
    }
    return new CommitSpans(spans);
  }

  void end(int records, boolean committed) {
    for (Span span : spans) {
      span.setAttribute("billing.journal.commit.records", records);
      if (!committed) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
