package com.totvs.billing.benchmark;

import java.time.Duration;

/// How long the benchmark measures.
///
/// @param rounds how often each contender is measured, the contenders taking turns
/// @param time how long one of them runs in one round
/// @param warmUp how long the busiest of each kind run beforehand, unmeasured and twice
record Plan(int rounds, Duration time, Duration warmUp) {
  static final Plan FULL = new Plan(5, Duration.ofSeconds(4), Duration.ofSeconds(4));

  /// Ends within two minutes on two cores.
  static final Plan QUICK = new Plan(3, Duration.ofMillis(800), Duration.ofSeconds(2));
}
