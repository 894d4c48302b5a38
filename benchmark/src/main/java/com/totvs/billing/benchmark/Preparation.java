package com.totvs.billing.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Brings the server to the state that is measured: flushing proved on, every license known.
///
/// A license is asked about once in its life, so that calls for known ones are what a server spends
/// its days with.
record Preparation(Sql sql, GrpcLoad load) {
  static final List<String> FLUSHING = List.of("fsync", "full_page_writes", "synchronous_commit");
  private static final int CALLS_IN_FLIGHT = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);

  void run() {
    requireFlushing();
    load.recordUsage().run(GrpcLoad.requests(Row.LICENSES), 1, CALLS_IN_FLIGHT, PATIENCE);
    awaitNoneWaits();
  }

  private void requireFlushing() {
    for (String setting : FLUSHING) {
      if (!sql.text("SHOW " + setting).equals("on")) {
        throw new IllegalStateException(setting + " is off: nothing measured would count");
      }
    }
  }

  private void awaitNoneWaits() {
    Map<String, String> waiting =
        Map.of(
            "licenses", "SELECT count(*) FROM billing.license WHERE customer_code IS NULL",
            "records", "SELECT count(*) FROM billing.usage WHERE customer_code IS NULL");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (waiting.values().stream().anyMatch(query -> sql.number(query) > 0)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("licenses are still waiting for License Server's answer");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
