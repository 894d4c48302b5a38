package com.totvs.billing.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Lets contenders take turns, so that what else the machine does strikes them alike.
final class Contest {
  private final List<Contender> contenders;
  private final Map<Contender, List<Sample>> samples = new IdentityHashMap<>();

  Contest(List<Contender> contenders) {
    this.contenders = contenders;
  }

  void warmUp(Duration time) {
    contenders.forEach(contender -> contender.run(time));
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
