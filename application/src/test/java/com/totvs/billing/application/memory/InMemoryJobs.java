package com.totvs.billing.application.memory;

import com.totvs.billing.application.job.Job;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.domain.job.JobState;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Jobs that run only when a test says so.
public final class InMemoryJobs implements Jobs {
  private final Clock clock;
  private final TreeMap<String, Job> jobs = new TreeMap<>();
  private final TreeMap<String, JobState> states = new TreeMap<>();

  public InMemoryJobs(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void start(List<Job> started) {
    started.forEach(
        job -> {
          jobs.put(job.name(), job);
          states.put(job.name(), state(job, Optional.empty(), Optional.empty(), "", 0));
        });
  }

  /// Runs a job once.
  public void run(String name) {
    Job job = Optional.ofNullable(jobs.get(name)).orElseThrow();
    JobState before = Optional.ofNullable(states.get(name)).orElseThrow();
    try {
      job.work().run();
      states.put(name, state(job, Optional.of(clock.instant()), before.lastFailure(), "", 0));
    } catch (RuntimeException e) {
      states.put(
          name,
          state(
              job,
              before.lastSuccess(),
              Optional.of(clock.instant()),
              String.valueOf(e.getMessage()),
              before.consecutiveFailures() + 1));
    }
  }

  private JobState state(
      Job job, Optional<Instant> success, Optional<Instant> failure, String error, int failures) {
    return new JobState(
        job.name(),
        job.every(),
        success,
        failure,
        error,
        failures,
        false,
        Optional.of(clock.instant().plus(job.every())));
  }

  @Override
  public List<JobState> list() {
    return states.values().stream().sorted(Comparator.comparing(JobState::name)).toList();
  }

  @Override
  public void close() {
    jobs.clear();
  }
}
