package com.totvs.billing.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.SettableClock;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.application.job.JobsContract;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

final class InMemoryJobsTest extends JobsContract {
  private static final int ROUNDS = 1_000;

  private final List<InMemoryJobs> nodes = new ArrayList<>();

  @Override
  protected Jobs node() {
    nodes.add(
        nodes.isEmpty() ? new InMemoryJobs(new SettableClock()) : nodes.getFirst().anotherNode());
    return nodes.getLast();
  }

  @Override
  protected void until(BooleanSupplier holds) {
    for (int round = 0; round < ROUNDS && !holds.getAsBoolean(); round++) {
      nodes.parallelStream().forEach(InMemoryJobs::runAll);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }
}
