package com.totvs.billing.application.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.job.JobState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// What every schedule does, whatever keeps it.
public abstract class JobsContract {
  protected static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration DAILY = Duration.ofDays(1);

  /// One more node that shares the schedule of this test, which is empty at first.
  protected abstract Jobs node();

  /// Lets the jobs of all nodes run until it holds, within a limit.
  protected abstract void until(BooleanSupplier holds);

  @Test
  void a_job_runs_again_and_again() {
    AtomicInteger runs = new AtomicInteger();
    Jobs jobs = node();

    jobs.start(List.of(new Job("counting", OFTEN, runs::incrementAndGet)));

    until(() -> runs.get() >= 3);
    JobState state = jobs.list().getFirst();
    assertThat(state.lastSuccess()).isPresent();
    assertThat(state.lastFailure()).isEmpty();
    assertThat(state.lastError()).isEmpty();
  }

  @Test
  void a_job_that_fails_is_listed_with_its_error_and_goes_on() {
    Jobs jobs = node();

    jobs.start(List.of(new Job("failing", OFTEN, () -> fail("password=secret"))));

    until(() -> jobs.list().getFirst().consecutiveFailures() >= 3);
    JobState state = jobs.list().getFirst();
    assertThat(state.lastError()).isEqualTo("IllegalStateException: see the log");
    assertThat(state.lastFailure()).isPresent();
    assertThat(state.lastSuccess()).isEmpty();
  }

  @Test
  void an_error_that_callers_may_see_is_listed_in_its_own_words() {
    Jobs jobs = node();

    jobs.start(List.of(new Job("full", OFTEN, JobsContract::refuse)));

    until(() -> jobs.list().getFirst().consecutiveFailures() >= 1);
    assertThat(jobs.list().getFirst().lastError()).isEqualTo("too many wait");
  }

  @Test
  void an_error_is_forgotten_once_the_job_works_again() {
    AtomicBoolean broken = new AtomicBoolean(true);
    Jobs jobs = node();
    jobs.start(List.of(new Job("mended", OFTEN, () -> failWhile(broken))));
    until(() -> jobs.list().getFirst().consecutiveFailures() >= 1);

    broken.set(false);

    until(() -> jobs.list().getFirst().lastSuccess().isPresent());
    assertThat(jobs.list().getFirst().lastError()).isEmpty();
    assertThat(jobs.list().getFirst().consecutiveFailures()).isZero();
    assertThat(jobs.list().getFirst().lastFailure()).isPresent();
  }

  @Test
  void an_error_of_the_virtual_machine_does_not_end_a_job_either() {
    Jobs jobs = node();

    jobs.start(List.of(new Job("overflowing", OFTEN, JobsContract::overflow)));

    until(() -> jobs.list().getFirst().consecutiveFailures() >= 2);
    assertThat(jobs.list().getFirst().lastError()).startsWith("StackOverflowError");
  }

  @Test
  void two_nodes_never_run_a_job_at_the_same_time() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();

    node().start(List.of(new Job("shared", OFTEN, () -> watch(running, most, first))));
    node().start(List.of(new Job("shared", OFTEN, () -> watch(running, most, second))));

    until(() -> first.get() >= 3 && second.get() >= 3);
    assertThat(most).hasValue(1);
  }

  @Test
  void each_node_lists_the_jobs_by_name_with_their_next_run() {
    List<Job> all =
        List.of(
            new Job("b", DAILY, JobsContract::doNothing),
            new Job("a", DAILY, JobsContract::doNothing));
    Jobs one = node();
    Jobs other = node();

    one.start(all);
    other.start(all);

    until(() -> one.list().stream().allMatch(state -> state.lastSuccess().isPresent()));
    assertThat(one.list()).isEqualTo(other.list()).hasSize(2);
    assertThat(one.list()).extracting(JobState::name).containsExactly("a", "b");
    assertThat(one.list())
        .allSatisfy(
            state -> {
              assertThat(state.every()).isEqualTo(DAILY);
              assertThat(state.running()).isFalse();
              assertThat(state.nextRun().orElseThrow())
                  .isAfter(state.lastSuccess().orElseThrow().plus(Duration.ofHours(23)));
            });
  }

  @Test
  void a_node_that_is_closed_leaves_its_jobs_to_the_others() {
    AtomicInteger closed = new AtomicInteger();
    AtomicInteger open = new AtomicInteger();
    Jobs one = node();
    one.start(List.of(new Job("left", OFTEN, closed::incrementAndGet)));
    until(() -> closed.get() >= 1);

    one.close();
    int before = closed.get();
    node().start(List.of(new Job("left", OFTEN, open::incrementAndGet)));

    until(() -> open.get() >= 3);
    assertThat(closed).hasValue(before);
  }

  private static void doNothing() {}

  private static void watch(AtomicInteger running, AtomicInteger most, AtomicInteger runs) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    LockSupport.parkNanos(OFTEN.toNanos());
    runs.incrementAndGet();
    running.decrementAndGet();
  }

  private static void failWhile(AtomicBoolean broken) {
    if (broken.get()) {
      fail("broken");
    }
  }

  private static void fail(String why) {
    throw new IllegalStateException(why);
  }

  private static void refuse() {
    throw BillingException.of(Reason.QUEUE_FULL, "too many wait");
  }

  private static void overflow() {
    throw new StackOverflowError("for the test");
  }
}
