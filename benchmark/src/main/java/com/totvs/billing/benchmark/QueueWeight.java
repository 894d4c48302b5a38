package com.totvs.billing.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Finds out what waiting costs: holds the table back with a lock, lets records queue up, and
/// compares the server's heap, garbage collected, with and without them.
record QueueWeight(ServerProcess server, GrpcLoad load) {
  private static final int CALLS = 3_000;
  private static final int BATCHES = 10;
  private static final Duration TIME = Duration.ofSeconds(30);

  /// Bytes for each record that waits in a call of its own: the call, its stream and its thread.
  long ofCall() {
    List<byte[]> requests = GrpcLoad.requests(CALLS);
    return weigh(CALLS, () -> load.recordUsage().start(requests, 1, CALLS, TIME));
  }

  /// Bytes for each record that waits in a batch of 1,000.
  long ofBatchedRecord() {
    List<byte[]> requests = GrpcLoad.batches(BATCHES);
    return weigh(
        BATCHES * GrpcLoad.BATCH,
        () -> load.batchRecordUsage().start(requests, GrpcLoad.BATCH, BATCHES, TIME));
  }

  private long weigh(int records, Supplier<CallLoop.Running> calls) {
    long without = server.heapInUse();
    CallLoop.Running waiting;
    long with;
    try (Connection connection = server.sql().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE billing.usage IN EXCLUSIVE MODE");
      waiting = calls.get();
      load.knock();
      with = server.heapInUse();
      requireNoAnswer(waiting);
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("the table cannot be held back", e);
    }
    waiting.finish();
    return (with - without) / records;
  }

  private static void requireNoAnswer(CallLoop.Running waiting) {
    if (waiting.answers().sum() > 0) {
      throw new IllegalStateException("calls were answered while the table was held back");
    }
  }
}
