package com.totvs.billing.bootstrap.telemetry;

import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Progress;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// Shows how far the purges and restores are that are not over, whatever node works on them.
final class MoveWatch implements AutoCloseable {
  private static final int MOST_OPEN = 1_000;

  private final Polled<List<Operation>> open;

  MoveWatch(Operations operations, OpenTelemetry telemetry) {
    Operations.Filter moves =
        new Operations.Filter(Set.copyOf(OperationMetrics.MOVES), Optional.of(false));
    this.open = new Polled<>("move", () -> operations.list(moves, Optional.empty(), MOST_OPEN));
    Meter meter = telemetry.getMeter("com.totvs.billing.operations");
    var _ =
        meter
            .gaugeBuilder("billing.move.moved")
            .ofLongs()
            .setUnit("{record}")
            .setDescription(
                "Records that open purges and restores have moved; 0 when none is open.")
            .buildWithCallback(now -> show(now, Progress::done));
    var _ =
        meter
            .gaugeBuilder("billing.move.planned")
            .ofLongs()
            .setUnit("{record}")
            .setDescription("Records that open purges and restores are to move, as counted before.")
            .buildWithCallback(now -> show(now, Progress::total));
  }

  void start() {
    open.start();
  }

  void poll() {
    open.poll();
  }

  private void show(ObservableLongMeasurement now, ToLongFunction<Progress> records) {
    open.latest()
        .ifPresent(
            moves -> OperationMetrics.MOVES.forEach(kind -> show(now, kind, moves, records)));
  }

  private static void show(
      ObservableLongMeasurement now,
      OperationKind kind,
      List<Operation> moves,
      ToLongFunction<Progress> records) {
    long sum =
        moves.stream()
            .filter(move -> move.order().kind() == kind)
            .map(Operation::progress)
            .mapToLong(records)
            .sum();
    now.record(sum, Attributes.of(OperationMetrics.KIND, kind.method()));
  }

  @Override
  public void close() {
    open.close();
  }
}
