package com.totvs.billing.application.memory;

import com.totvs.billing.application.allocation.AllocationBook.KeptLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The runs that were kept, numbered from 1.
final class KeptRuns {
  private final List<KeptRun> runs = new ArrayList<>();

  long nextNumber() {
    return runs.size() + 1L;
  }

  void add(KeptRun kept) {
    runs.add(kept);
  }

  /// The run of this number, which must be there.
  KeptRun get(long number) {
    return runs.get((int) number - 1);
  }

  Optional<KeptRun> find(long number) {
    return runs.stream().filter(kept -> kept.run().number() == number).findFirst();
  }

  Stream<KeptRun> newestFirst() {
    return runs.reversed().stream();
  }

  /// Every line of a run, in order; none when there is no such run.
  Stream<KeptLine> lines(long number) {
    return find(number).stream().flatMap(KeptRun::lines);
  }
}
