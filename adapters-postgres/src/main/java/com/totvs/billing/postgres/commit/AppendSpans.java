package com.totvs.billing.postgres.commit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;

/// What a call's trace tells of its append: that it waited, then that it shared a commit. Of calls
/// that nobody traces it is [#NONE], which costs nothing.
///
/// @param call where the caller's trace stands
/// @param waiting ends when a writer takes the append, or its caller gives up
record AppendSpans(Context call, Span waiting) {
  static final AppendSpans NONE = new AppendSpans(Context.root(), Span.getInvalid());

  boolean traced() {
    return waiting.getSpanContext().isValid();
  }

  void taken() {
    waiting.end();
  }

  void abandoned() {
    waiting.setStatus(StatusCode.ERROR, "given up in the queue").end();
  }
}
