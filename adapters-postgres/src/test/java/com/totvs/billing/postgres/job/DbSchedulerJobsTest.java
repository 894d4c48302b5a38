package com.totvs.billing.postgres.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.application.job.Job;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.application.job.JobsContract;
import com.totvs.billing.postgres.Eventually;
import com.totvs.billing.postgres.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DbSchedulerJobsTest extends JobsContract {
  private final List<TestDatabase> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(node -> node.get(Jobs.class).close());
    nodes.forEach(TestDatabase::close);
  }

  @Override
  protected Jobs node() {
    Clock clock = Clock.systemUTC();
    nodes.add(nodes.isEmpty() ? TestDatabase.emptied(clock) : TestDatabase.anotherNode(clock));
    return nodes.getLast().get(Jobs.class);
  }

  @Override
  protected void until(BooleanSupplier holds) {
    Eventually.holds(holds);
  }

  @Test
  void the_job_of_a_node_that_died_is_taken_over() {
    AtomicInteger runs = new AtomicInteger();
    Jobs jobs = node();
    nodes
        .getFirst()
        .run(
            """
            INSERT INTO billing.scheduled_tasks
            (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
            VALUES ('orphan', 'recurring', now(), true, 'a dead node', now(), 1)
            """);

    jobs.start(List.of(new Job("orphan", Duration.ofMillis(50), runs::incrementAndGet)));
    assertThat(jobs.list().getFirst().running()).isTrue();

    until(() -> runs.get() >= 1);
  }
}
