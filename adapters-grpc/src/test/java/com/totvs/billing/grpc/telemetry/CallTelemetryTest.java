package com.totvs.billing.grpc.telemetry;

import static com.totvs.billing.grpc.WireExamples.request;
import static com.totvs.billing.grpc.WireExamples.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallTelemetryTest {
  private static final String RECORD = "totvs.billing.v1.UsageService/RecordUsage";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLERS_SPAN = "b7ad6b7169203331";

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final TestServer server = new TestServer();
  private final AtomicReference<Metadata> headers = new AtomicReference<>(new Metadata());
  private final AtomicReference<Metadata> trailers = new AtomicReference<>(new Metadata());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void calls_are_counted_by_method_and_code() {
    record(token(), Map.of());
    record(token(), Map.of());
    record("no token", Map.of());

    eventually(() -> counts().values().stream().mapToLong(Long::longValue).sum() == 3);
    assertThat(counts()).isEqualTo(Map.of(RECORD + " OK", 2L, RECORD + " UNAUTHENTICATED", 1L));
  }

  @Test
  void methods_that_a_stranger_makes_up_share_one_series() {
    for (String name : List.of("Nonsense", "MoreNonsense")) {
      assertThatThrownBy(() -> call("totvs.billing.v1.UsageService/" + name))
          .hasMessageStartingWith("UNIMPLEMENTED");
    }

    eventually(() -> counts().values().stream().mapToLong(Long::longValue).sum() == 2);
    assertThat(counts()).isEqualTo(Map.of("_OTHER UNIMPLEMENTED", 2L));
  }

  @Test
  void a_call_continues_its_callers_trace() {
    record(token(), Map.of("traceparent", "00-" + TRACE + "-" + CALLERS_SPAN + "-01"));

    SpanData span = span();
    assertThat(span.getName()).isEqualTo(RECORD);
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(CALLERS_SPAN);
    assertThat(span.getAttributes().get(CallMetrics.CODE)).isEqualTo("OK");
  }

  @Test
  void a_broken_traceparent_begins_a_new_trace() {
    record(token(), Map.of("traceparent", "00-xyz"));

    assertThat(span().getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void an_answer_tells_the_request_id() {
    record(token(), Map.of("x-request-id", "order-66.a_B"));

    assertThat(headers.get().get(RequestId.KEY)).isEqualTo("order-66.a_B");
  }

  @Test
  void a_refusal_tells_the_request_id_too() {
    record("no token", Map.of("x-request-id", "order-66"));

    assertThat(trailers.get().get(RequestId.KEY)).isEqualTo("order-66");
  }

  @Test
  void a_request_id_is_made_up_where_none_is_told_or_it_holds_anything_strange() {
    record(token(), Map.of());
    assertThat(headers.get().get(RequestId.KEY)).matches("[0-9a-f]{16}");

    record(token(), Map.of("x-request-id", "\"}{ forged"));
    assertThat(headers.get().get(RequestId.KEY)).matches("[0-9a-f]{16}");
  }

  @Test
  void a_long_request_id_is_cut() {
    record(token(), Map.of("x-request-id", "a".repeat(200)));

    assertThat(headers.get().get(RequestId.KEY)).isEqualTo("a".repeat(RequestId.LONGEST));
  }

  private String token() {
    return TestTokens.admin();
  }

  private void record(String token, Map<String, String> told) {
    Metadata metadata = new Metadata();
    told.forEach(
        (key, value) ->
            metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value));
    try {
      var _ =
          server
              .usage(token)
              .withInterceptors(
                  MetadataUtils.newAttachHeadersInterceptor(metadata),
                  MetadataUtils.newCaptureMetadataInterceptor(headers, trailers))
              .recordUsage(request(usage()));
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED);
    }
  }

  private void call(String method) {
    var _ =
        ClientCalls.blockingUnaryCall(
            server.channel,
            UsageServiceGrpc.getRecordUsageMethod().toBuilder().setFullMethodName(method).build(),
            CallOptions.DEFAULT,
            request(usage()));
  }

  private Map<String, Long> counts() {
    return server.telemetry.getMetrics().stream()
        .filter(metric -> metric.getName().equals("rpc.server.call.duration"))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .collect(Collectors.toMap(CallTelemetryTest::series, HistogramPointData::getCount));
  }

  private static String series(HistogramPointData point) {
    return point.getAttributes().get(CallMetrics.METHOD)
        + " "
        + point.getAttributes().get(CallMetrics.CODE);
  }

  private SpanData span() {
    eventually(() -> server.telemetry.getSpans().size() == 1);
    return server.telemetry.getSpans().getFirst();
  }

  // The caller has his answer a moment before the stream is closed.
  private static void eventually(BooleanSupplier holds) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }
}
