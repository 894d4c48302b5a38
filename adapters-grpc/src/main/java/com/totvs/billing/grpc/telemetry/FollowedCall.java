package com.totvs.billing.grpc.telemetry;

import io.grpc.Context;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import org.slf4j.MDC;

/// One call, from its headers until its stream is closed, which happens once however it ends.
public final class FollowedCall extends ServerStreamTracer {
  private static final Context.Key<FollowedCall> CURRENT = Context.key("followed-call");
  private static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("billing.request_id");

  private final CallMetrics metrics;
  private final CallMetrics.Method method;
  private final String requestId;
  private final Span span;
  private final io.opentelemetry.context.Context context;
  private final long begin = System.nanoTime();

  FollowedCall(
      CallMetrics metrics,
      CallMetrics.Method method,
      String requestId,
      Span span,
      io.opentelemetry.context.Context context) {
    this.metrics = metrics;
    this.method = method;
    this.requestId = requestId;
    this.span = span;
    this.context = context;
  }

  /// The call that runs on this thread.
  public static FollowedCall current() {
    return CURRENT.get();
  }

  String requestId() {
    return requestId;
  }

  /// Has the work belong to the call, like [#around(Supplier)].
  public void run(Runnable work) {
    var _ =
        around(
            () -> {
              work.run();
              return work;
            });
  }

  /// Has the work belong to the call: the spans it begins and the lines it logs.
  <T> T around(Supplier<T> work) {
    try (Scope _ = context.makeCurrent()) {
      SpanContext trace = span.getSpanContext();
      if (trace.isValid()) {
        MDC.put("trace_id", trace.getTraceId());
        MDC.put("span_id", trace.getSpanId());
      }
      MDC.put("request_id", requestId);
      return work.get();
    } finally {
      MDC.clear();
    }
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(CURRENT, this);
  }

  @Override
  public void streamClosed(Status status) {
    Status.Code code = status.getCode();
    metrics.ended(method, code, System.nanoTime() - begin, context);
    if (span.isRecording()) {
      describe(code);
    }
    span.end();
  }

  private void describe(Status.Code code) {
    span.setAttribute(CallMetrics.SYSTEM, "grpc");
    span.setAttribute(CallMetrics.METHOD, method.name());
    span.setAttribute(CallMetrics.CODE, code.name());
    span.setAttribute(REQUEST_ID, requestId);
    if (ours(code)) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  // What a caller did wrong is no error of the server.
  private static boolean ours(Status.Code code) {
    return switch (code) {
      case UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS -> true;
      default -> false;
    };
  }
}
