package com.totvs.billing.benchmark;

import java.time.Duration;
import java.util.function.Function;

/// One way of doing the work.
///
/// @param name as the report shows it
/// @param guess pieces of work a second that it surely does not exceed
/// @param work measures it
record Contender(String name, int guess, Function<Load, Sample> work) {

  /// @param pieces how many pieces of work to prepare before time runs
  record Load(int pieces, Duration time) {}

  Sample run(Duration time) {
    return work.apply(new Load((int) Math.ceil(guess * (time.toMillis() / 1e3)), time));
  }
}
