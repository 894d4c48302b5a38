package com.totvs.billing.postgres.commit;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/// What the journal tells of itself: how much waits, how commits go, and each traced call's part in
/// them.
public final class JournalTelemetry {
  private static final String SCOPE = "com.totvs.billing.postgres";
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("billing.outcome");
  private static final Attributes COMMITTED = Attributes.of(OUTCOME, "committed");
  private static final Attributes FAILED = Attributes.of(OUTCOME, "failed");
  private static final double NANOS = Duration.ofSeconds(1).toNanos();
  private static final List<Long> RECORDS =
      List.of(1L, 2L, 5L, 10L, 20L, 50L, 100L, 200L, 500L, 1_000L);
  private static final List<Double> SECONDS =
      List.of(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10.);

  private final Meter meter;
  private final Tracer tracer;
  private final LongHistogram records;
  private final DoubleHistogram duration;

  /// @param telemetry where metrics and spans go
  public JournalTelemetry(OpenTelemetry telemetry) {
    meter = telemetry.getMeter(SCOPE);
    tracer = telemetry.getTracer(SCOPE);
    records =
        meter
            .histogramBuilder("billing.journal.commit.records")
            .ofLongs()
            .setUnit("{record}")
            .setDescription("Usage records that a group commit holds.")
            .setExplicitBucketBoundariesAdvice(RECORDS)
            .build();
    duration =
        meter
            .histogramBuilder("billing.journal.commit.duration")
            .setUnit("s")
            .setDescription("Group commits, from the first statement to the flush.")
            .setExplicitBucketBoundariesAdvice(SECONDS)
            .build();
  }

  /// Shows how full the queue is, whenever somebody looks.
  void show(int capacity, IntSupplier room) {
    var _ =
        meter
            .gaugeBuilder("billing.journal.queue.records")
            .ofLongs()
            .setUnit("{record}")
            .setDescription("Usage records that wait for their commit or are in it.")
            .buildWithCallback(now -> now.record(capacity - room.getAsInt()));
    var _ =
        meter
            .gaugeBuilder("billing.journal.queue.capacity")
            .ofLongs()
            .setUnit("{record}")
            .setDescription("Usage records that may wait at most; beyond them calls are refused.")
            .buildWithCallback(now -> now.record(capacity));
  }

  /// An append begins to wait, on its caller's thread.
  AppendSpans waiting() {
    Context call = Context.current();
    if (!Span.fromContext(call).isRecording()) {
      return AppendSpans.NONE;
    }
    return new AppendSpans(call, tracer.spanBuilder("journal queue").setParent(call).startSpan());
  }

  /// A commit begins that these appends share.
  CommitTelemetry commit(List<PendingAppend> group) {
    return new CommitTelemetry(
        this,
        CommitSpans.begin(
            tracer, group.stream().map(PendingAppend::spans).filter(AppendSpans::traced).toList()));
  }

  void ended(int size, long nanos, boolean committed) {
    records.record(size);
    duration.record(nanos / NANOS, committed ? COMMITTED : FAILED);
  }
}
