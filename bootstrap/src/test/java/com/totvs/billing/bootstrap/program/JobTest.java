package com.totvs.billing.bootstrap.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class JobTest {

  @Test
  void a_job_outlives_its_failures() {
    AtomicInteger runs = new AtomicInteger();
    Job job =
        new Job(
            "failing",
            () -> {
              if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
              }
            });

    job.run();
    job.run();
    job.run();

    assertThat(runs).hasValue(3);
  }
}
