package com.totvs.billing.grpc.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.grpc.SlowCaller;
import com.totvs.billing.grpc.telemetry.Calls;
import io.grpc.Context;
import io.grpc.Metadata;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamedTest {
  @RegisterExtension
  static final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final ByteString MESSAGE = ByteString.copyFromUtf8("line\r\n");

  private final SlowCaller caller = new SlowCaller();
  private final AtomicInteger produced = new AtomicInteger();

  @Test
  void one_message_is_produced_ahead_of_the_caller_and_no_more() {
    answer(LIMIT, stream -> produce(10, stream));

    eventually(() -> produced.get() == 1);
    assertThat(caller.read()).isEmpty();
    caller.reads(3);
    eventually(() -> produced.get() == 4);
    assertThat(caller.read()).hasSize(3);
    caller.reads(7);

    assertThat(caller.ending()).succeedsWithin(LIMIT).isEqualTo("completed");
    assertThat(caller.read()).hasSize(10);
    assertThat(caller.overrun()).isFalse();
  }

  @Test
  void a_caller_that_reads_nothing_for_too_long_is_given_up() {
    answer(Duration.ofMillis(1), stream -> produce(1, stream));

    assertThat(caller.ending())
        .succeedsWithin(LIMIT)
        .asString()
        .startsWith("FAILED_PRECONDITION: nothing was read");
    assertThat(caller.read()).isEmpty();
  }

  @Test
  void the_work_ends_at_once_when_the_caller_goes() {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    answer(
        Duration.ofHours(1),
        stream -> {
          try {
            produce(10, stream);
          } finally {
            ended.complete(true);
          }
        });
    caller.reads(2);
    eventually(() -> produced.get() == 3);

    caller.goes();

    assertThat(ended).succeedsWithin(LIMIT);
    assertThat(caller.read()).hasSize(2);
    assertThat(caller.ending()).isNotDone();
  }

  @Test
  void a_failure_ends_the_stream_with_its_status() {
    caller.reads(1);
    answer(
        LIMIT,
        stream -> {
          produce(1, stream);
          throw BillingException.of(Reason.DATABASE_UNAVAILABLE, "away");
        });

    assertThat(caller.ending()).succeedsWithin(LIMIT).isEqualTo("UNAVAILABLE: away");
    assertThat(caller.read()).containsExactly(MESSAGE);
  }

  @Test
  void the_work_belongs_to_the_trace_of_the_call() {
    CompletableFuture<Boolean> traced = new CompletableFuture<>();

    answer(LIMIT, _ -> traced.complete(Span.current().getSpanContext().isValid()));

    assertThat(traced).succeedsWithin(LIMIT).isEqualTo(true);
  }

  private void produce(int messages, Streamed stream) {
    for (int i = 0; i < messages; i++) {
      produced.incrementAndGet();
      stream.send(MESSAGE);
    }
  }

  private void answer(Duration longestSilence, Consumer<Streamed> work) {
    new Calls(telemetry.getOpenTelemetry(), List.of())
        .newServerStreamTracer("totvs.billing.v1.ReportService/ExportUsage", new Metadata())
        .filterContext(Context.current())
        .run(() -> Streamed.answer(caller, Function.identity(), longestSilence, work));
  }

  private static void eventually(BooleanSupplier holds) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }
}
