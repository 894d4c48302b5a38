package com.totvs.billing.bootstrap.telemetry;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.domain.operation.Ending;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.purge.PurgedPeriod;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Shows how far operations get: the records that purges and restores have moved, and how
/// operations have ended. All counts begin at 0 at once, so that a first failure is seen as an
/// increase.
public final class OperationMetrics {
  static final AttributeKey<String> KIND = AttributeKey.stringKey("billing.operation.kind");
  static final List<OperationKind> MOVES =
      List.of(OperationKind.PURGE_USAGE, OperationKind.RESTORE_USAGE);
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("billing.outcome");

  private final LongCounter records;
  private final LongCounter ended;
  private final Map<OperationId, Long> counted = new ConcurrentHashMap<>();

  OperationMetrics(OpenTelemetry telemetry) {
    Meter meter = telemetry.getMeter("com.totvs.billing.operations");
    records =
        meter
            .counterBuilder("billing.operation.records")
            .setUnit("{record}")
            .setDescription("Usage records that purges and restores have moved, by kind.")
            .build();
    ended =
        meter
            .counterBuilder("billing.operation.ended")
            .setUnit("{operation}")
            .setDescription("Operations that have ended, by kind and by how.")
            .build();
    MOVES.forEach(kind -> moved(kind, 0));
    for (OperationKind kind : OperationKind.values()) {
      List.of("succeeded", "failed", "cancelled").forEach(outcome -> ended(kind, outcome, 0));
    }
  }

  /// An operation has ended on this node.
  public void ended(Operation operation) {
    counted.remove(operation.id());
    String outcome =
        switch (operation.ending().orElseThrow()) {
          case Ending.Succeeded _ -> "succeeded";
          case Ending.Failed _ -> "failed";
          case Ending.Cancelled _ -> "cancelled";
        };
    ended(operation.order().kind(), outcome, 1);
  }

  private void ended(OperationKind kind, String outcome, long operations) {
    ended.add(operations, Attributes.of(KIND, kind.method(), OUTCOME, outcome));
  }

  /// The same history; what it moves is counted.
  public UsageHistory counted(UsageHistory history) {
    return new Counted(history);
  }

  private void moved(OperationKind kind, long batch) {
    records.add(batch, Attributes.of(KIND, kind.method()));
  }

  private final class Counted implements UsageHistory {
    private final UsageHistory history;

    Counted(UsageHistory history) {
      this.history = history;
    }

    @Override
    public Operation begin(Claim claim) {
      Operation begun = history.begin(claim);
      counted.put(begun.id(), begun.progress().done());
      return begun;
    }

    @Override
    public Operation move(Claim claim, int limit) {
      Operation after = history.move(claim, limit);
      long done = after.progress().done();
      Long before = counted.put(after.id(), done);
      moved(after.order().kind(), before == null ? 0 : done - before);
      return after;
    }

    @Override
    public Operation finish(Claim claim) {
      return history.finish(claim);
    }

    @Override
    public List<PurgedPeriod> purgedPeriods(Optional<Instant> after, int limit) {
      return history.purgedPeriods(after, limit);
    }
  }
}
