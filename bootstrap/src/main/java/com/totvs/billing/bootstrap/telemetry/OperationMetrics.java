package com.totvs.billing.bootstrap.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;

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

  /// Another batch is done.
  ///
  /// @param kind one of a few that are known beforehand, such as `purge`
  /// @param batch records since this was last told
  public void moved(String kind, long batch) {
    records.add(batch, Attributes.of(KIND, kind));
  }
}
