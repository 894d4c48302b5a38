package com.totvs.billing.benchmark;

import java.time.Duration;
import java.util.function.Supplier;

/// Usage that is recorded by 64 calls in flight, beside nothing or beside something else.
record Recording(GrpcLoad load) {
  private static final int IN_FLIGHT = 64;
  private static final Duration WINDOW = Duration.ofSeconds(6);
  private static final int REQUESTS = 150_000;

  // Ends when the other thing does, long before.
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_REQUESTS = 300_000;

  /// Milliseconds within which 99 of 100 calls are answered while nothing else goes on.
  double p99Alone() {
    return load.recordUsage().run(GrpcLoad.requests(REQUESTS), 1, IN_FLIGHT, WINDOW).p99();
  }

  /// How many milliseconds each call took that was in flight at some moment of the other thing.
  /// Recording begins before that and ends after it.
  double[] beside(Supplier<Moments> other) {
    CallLoop.Running calls =
        load.recordUsage().start(GrpcLoad.requests(MOST_REQUESTS), 1, IN_FLIGHT, LONGEST);
    Moments moments;
    try {
      moments = other.get();
    } finally {
      calls.sheet().stop();
    }
    var _ = calls.finish();
    return calls.sheet().during(moments);
  }

  /// The same while something is done again and again, for as long as [#p99Alone] measures.
  double[] besideWithoutRest(Runnable other) {
    return beside(
        () -> {
          long first = System.nanoTime();
          do {
            other.run();
          } while (System.nanoTime() - first < WINDOW.toNanos());
          return new Moments(first, System.nanoTime());
        });
  }
}
