package com.totvs.billing.bootstrap.telemetry;

import static com.totvs.billing.application.operation.Orders.order;
import static com.totvs.billing.application.operation.Orders.span;

import com.totvs.billing.application.Examples;
import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.memory.InMemoryBilling;
import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.application.purge.RunMove;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.operation.OperationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Purges and restores of one minute, in batches of two, with everything counted as in the program.
final class Moves {
  private static final Instant START = Instant.parse("2026-10-10T12:00:00Z");
  private static final Span MINUTE = span(START, START.plusSeconds(60));
  private static final int BATCH = 2;

  private final SettableClock clock = new SettableClock();
  private final InMemoryBilling billing = new InMemoryBilling(clock);
  private final OperationMetrics metrics;
  private final UsageHistory history;

  Moves(OperationMetrics metrics) {
    this.metrics = metrics;
    this.history = metrics.counted(billing.history());
  }

  Operations operations() {
    return billing.operations();
  }

  void record(int records) {
    for (int i = 0; i < records; i++) {
      var _ =
          billing
              .journal()
              .append(
                  List.of(Examples.usage().at(START.plusSeconds(i)).record()), Examples.PATIENCE);
    }
  }

  void carryOut(OperationKind kind) {
    var _ = operations().start(order(kind, MINUTE));
    goOn();
  }

  /// Moves one batch, and dies.
  void begin(OperationKind kind) {
    var _ = operations().start(order(kind, MINUTE));
    Claim claim =
        operations().claim(OperationKind.Line.MOVING, Duration.ofMinutes(1)).orElseThrow();
    var _ = history.begin(claim);
    var _ = history.move(claim, BATCH);
    clock.advance(Duration.ofMinutes(1));
  }

  void cancel(OperationKind kind) {
    var _ = operations().cancel(operations().start(order(kind, MINUTE)).id(), "ana").orElseThrow();
    goOn();
  }

  void fail(OperationKind kind) {
    var _ = operations().start(order(kind, MINUTE));
    run(
        _ -> {
          throw new IllegalStateException("it was to fail");
        });
  }

  void goOn() {
    run(new RunMove(history, operations(), clock, BATCH));
  }

  private void run(RunOperations.Work work) {
    Map<OperationKind, RunOperations.Work> works =
        Map.of(OperationKind.PURGE_USAGE, work, OperationKind.RESTORE_USAGE, work);
    var _ =
        new RunOperations(operations(), works, clock, RunOperations.USUAL_LEASE, metrics::ended)
            .run(OperationKind.Line.MOVING);
  }
}
