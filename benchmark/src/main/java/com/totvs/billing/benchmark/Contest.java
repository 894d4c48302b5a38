package com.totvs.billing.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lets contenders take turns, so that what else the machine does strikes them alike.
final class Contest {
  private static final int WARM_UP_PASSES = 2;

  private final List<Contender> contenders;
  private final Map<Contender, List<Sample>> samples = new HashMap<>();

  Contest(List<Contender> contenders) {
    this.contenders = contenders;
  }

  /// Runs some of them unmeasured until the code that all of them use is compiled.
  void warmUp(List<Contender> busiest, Duration time) {
    for (int pass = 0; pass < WARM_UP_PASSES; pass++) {
      busiest.forEach(contender -> contender.run(time));
    }
  }

  /// Every other round goes backwards, so that no one always has the smaller table.
  void round(int number, Duration time) {
    List<Contender> order = number % 2 == 0 ? contenders : contenders.reversed();
    for (Contender contender : order) {
      Sample sample = contender.run(time);
      samples.computeIfAbsent(contender, _ -> new ArrayList<>()).add(sample);
    }
  }

  /// The medians of one contender over the rounds.
  Sample median(Contender contender) {
    return Sample.median(samples.getOrDefault(contender, List.of()));
  }
}
