package com.totvs.billing.bootstrap.telemetry;

import com.totvs.billing.application.operation.Claim;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationId;
import com.totvs.billing.domain.purge.PurgedPeriod;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Shows how far long operations get: the records that purges and the like have moved.
public final class OperationMetrics {
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("billing.operation.kind");

  private final LongCounter records;

  OperationMetrics(OpenTelemetry telemetry) {
    records =
        telemetry
            .getMeter("com.totvs.billing.operations")
            .counterBuilder("billing.operation.records")
            .setUnit("{record}")
            .setDescription("Usage records that long operations have dealt with, by kind.")
            .build();
  }

  /// The same history; what it moves is counted.
  public UsageHistory counted(UsageHistory history) {
    return new Counted(history);
  }

  /// Another batch is done.
  ///
  /// @param kind one of a few that are known beforehand: the method that began the operation
  /// @param batch records since this was last told
  void moved(String kind, long batch) {
    records.add(batch, Attributes.of(KIND, kind));
  }

  private final class Counted implements UsageHistory {
    private final UsageHistory history;
    private final Map<OperationId, Long> counted = new ConcurrentHashMap<>();

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
      moved(after.order().kind().method(), before == null ? 0 : done - before);
      return after;
    }

    @Override
    public Operation finish(Claim claim) {
      Operation finished = history.finish(claim);
      counted.remove(finished.id());
      return finished;
    }

    @Override
    public List<PurgedPeriod> purgedPeriods(Optional<Instant> after, int limit) {
      return history.purgedPeriods(after, limit);
    }
  }
}
