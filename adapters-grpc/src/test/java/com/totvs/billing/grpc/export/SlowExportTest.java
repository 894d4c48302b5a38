package com.totvs.billing.grpc.export;

import static com.totvs.billing.application.Examples.PATIENCE;
import static com.totvs.billing.application.Examples.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.grpc.LoopbackServer;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.ExportUsageRequest;
import com.totvs.billing.v1.ExportUsageResponse;
import com.totvs.billing.v1.ReportServiceGrpc;
import com.totvs.billing.v1.UsageExportKind;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Exports of two pages of records, the first of 5,000, to callers that take their time, over a
/// real connection. A message holds some 350 records.
class SlowExportTest {
  private static final int RECORDS = 6_000;
  private static final int PAGE = 5_000;
  private static final int WINDOW_BYTES = 65_535;

  private final LoopbackServer server = new LoopbackServer(false);
  private final ManagedChannel channel =
      NettyChannelBuilder.forAddress("127.0.0.1", server.server.port())
          .usePlaintext()
          .flowControlWindow(WINDOW_BYTES)
          .build();

  @BeforeEach
  void record() {
    List<UsageRecord> records = Stream.generate(() -> usage().record()).limit(RECORDS).toList();
    var _ = server.store.journal().append(records, PATIENCE);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void what_a_caller_has_not_read_is_not_read_ahead_from_the_journal() {
    Iterator<ExportUsageResponse> export = export();

    long lines = lines(export.next()) - 1;
    staysAtOnePage();
    while (export.hasNext()) {
      lines += lines(export.next());
      assertThat(pagesRead()).isLessThanOrEqualTo(lines / PAGE + 2);
    }

    assertThat(lines).isEqualTo(RECORDS);
    assertThat(pagesRead()).isEqualTo(2);
  }

  @Test
  @SuppressWarnings("try") // The context is closed early, which is what the test is about.
  void the_export_ends_when_its_caller_goes() throws InterruptedException {
    Context.CancellableContext call = Context.current().withCancellation();
    Context before = call.attach();
    try {
      var _ = export().next();
    } finally {
      call.detach(before);
    }

    call.cancel(null);

    assertThat(server.gate.readers().getFirst().join(Duration.ofSeconds(20))).isTrue();
    assertThat(pagesRead()).isEqualTo(1);
  }

  private Iterator<ExportUsageResponse> export() {
    return ReportServiceGrpc.newBlockingStub(channel)
        .withInterceptors(TestServer.bearer(TestTokens.admin()))
        .exportUsage(
            ExportUsageRequest.newBuilder()
                .setKind(UsageExportKind.USAGE_EXPORT_KIND_RECORDS)
                .build());
  }

  // A server that did not wait for its caller would have read all pages within milliseconds.
  private void staysAtOnePage() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
    while (System.nanoTime() < end) {
      assertThat(pagesRead()).isEqualTo(1);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private long pagesRead() {
    return server.gate.readers().size();
  }

  private static long lines(ExportUsageResponse message) {
    assertThat(message.getContent().toStringUtf8()).endsWith("\r\n");
    return message.getContent().toStringUtf8().lines().count();
  }
}
