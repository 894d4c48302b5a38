package com.totvs.billing.benchmark;

import java.util.Map;

/// What the benchmark found.
///
/// @param noop by calls in flight
/// @param unary `RecordUsage`, by calls in flight
/// @param inserts one INSERT a transaction, by clients
/// @param batch `BatchRecordUsage` of 1,000
/// @param copies COPY, by what the table of the report calls it
record Report(
    Plan plan,
    Machine machine,
    Map<Integer, Sample> noop,
    Map<Integer, Sample> unary,
    Map<Integer, Sample> inserts,
    Sample batch,
    Map<String, Sample> copies,
    Heap heap,
    Rows rows) {
  static final int FULL_LOAD = 512;

  /// The server's heap, in bytes.
  ///
  /// @param queuedCall what a record costs that waits in a call of its own
  /// @param queuedRecord what a record costs that waits in a batch of 1,000
  record Heap(ServerProcess.Peaks peaks, long queuedCall, long queuedRecord) {}

  /// @param acknowledged records that the server said are on disk
  /// @param onDisk records of those calls that the table holds, each id counted once
  /// @param failed calls and items that were refused
  record Rows(long acknowledged, long onDisk, long failed, String firstFailure) {}

  /// The rate of `RecordUsage` as a part of that of no-op calls.
  double unaryVsNoop(int inFlight) {
    return at(unary, inFlight).rate() / at(noop, inFlight).rate();
  }

  /// The rate of `RecordUsage` at full load as a part of the best INSERT.
  double unaryVsSql() {
    return at(unary, FULL_LOAD).rate() / best(inserts);
  }

  /// The rate of batches as a part of the best COPY.
  double batchVsCopy() {
    return batch.rate() / best(copies);
  }

  /// Milliseconds within which 99 of 100 `RecordUsage` calls are answered at full load.
  double unaryP99() {
    return at(unary, FULL_LOAD).p99();
  }

  /// Whether what was acknowledged is on disk, once, and nothing was refused.
  boolean sound() {
    return rows.failed() == 0 && rows.acknowledged() == rows.onDisk();
  }

  private static Sample at(Map<Integer, Sample> samples, int load) {
    Sample sample = samples.get(load);
    if (sample == null) {
      throw new IllegalStateException("not measured at " + load);
    }
    return sample;
  }

  private static double best(Map<?, Sample> samples) {
    return samples.values().stream().mapToDouble(Sample::rate).max().orElseThrow();
  }
}
