package com.totvs.billing.grpc.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.totvs.billing.grpc.SlowCaller;
import com.totvs.billing.grpc.call.Streamed;
import com.totvs.billing.grpc.telemetry.Calls;
import io.grpc.Context;
import io.grpc.Metadata;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CsvLinesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final SlowCaller caller = new SlowCaller();

  @Test
  void lines_are_sent_many_at_once_and_an_empty_rest_is_not_sent() {
    caller.reads(10);
    String half = "x".repeat(32 * 1024 - 2);
    answer(
        stream -> {
          CsvLines lines = new CsvLines(stream);
          lines.add(List.of(half));
          lines.add(List.of(half));
          lines.flush();
        });

    assertThat(caller.ending()).succeedsWithin(LIMIT).isEqualTo("completed");
    assertThat(caller.read()).containsExactly(ByteString.copyFromUtf8((half + "\r\n").repeat(2)));
  }

  private void answer(Consumer<Streamed> work) {
    new Calls(OpenTelemetry.noop(), List.of())
        .newServerStreamTracer("totvs.billing.v1.ReportService/ExportUsage", new Metadata())
        .filterContext(Context.current())
        .run(() -> Streamed.answer(caller, Function.identity(), work));
  }
}
