package com.totvs.billing.application.memory;

import com.totvs.billing.application.job.Job;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.domain.job.JobState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Jobs that run only when a test says so.
public final class InMemoryJobs implements Jobs {
  private final Clock clock;
  private final Map<String, JobState> schedule;
  private final Map<String, Job> jobs = new ConcurrentSkipListMap<>();

  /// The first node of a schedule of its own.
  public InMemoryJobs(Clock clock) {
    this(clock, new ConcurrentSkipListMap<>());
  }

  private InMemoryJobs(Clock clock, Map<String, JobState> schedule) {
    this.clock = clock;
    this.schedule = schedule;
  }

  /// Another node that shares the schedule.
  public InMemoryJobs anotherNode() {
    return new InMemoryJobs(clock, schedule);
  }

  @Override
  public void start(List<Job> started) {
    started.forEach(
        job -> {
          jobs.put(job.name(), job);
          schedule.putIfAbsent(job.name(), never(job.name(), job.every(), clock.instant()));
        });
  }

  /// Runs every job of this node once, but for those that another node runs right now.
  public void runAll() {
    jobs.keySet().forEach(this::run);
  }

  /// Runs a job once, unless another node runs it right now.
  public void run(String name) {
    Job job = Optional.ofNullable(jobs.get(name)).orElseThrow();
    if (begins(name)) {
      try {
        job.work().run();
        schedule.computeIfPresent(name, (_, state) -> worked(state, clock.instant()));
      } catch (RuntimeException | Error e) {
        schedule.computeIfPresent(name, (_, state) -> failed(state, clock.instant(), e));
      }
    }
  }

  @Override
  public List<JobState> list() {
    return schedule.values().stream().filter(state -> jobs.containsKey(state.name())).toList();
  }

  @Override
  public void close() {
    jobs.clear();
  }

  private boolean begins(String name) {
    AtomicBoolean begins = new AtomicBoolean();
    schedule.computeIfPresent(
        name,
        (_, state) -> {
          begins.set(!state.running());
          return begins.get() ? begun(state) : state;
        });
    return begins.get();
  }

  private static JobState never(String name, Duration every, Instant next) {
    return new JobState(
        name, every, Optional.empty(), Optional.empty(), "", 0, false, Optional.of(next));
  }

  private static JobState begun(JobState state) {
    return new JobState(
        state.name(),
        state.every(),
        state.lastSuccess(),
        state.lastFailure(),
        state.lastError(),
        state.consecutiveFailures(),
        true,
        Optional.empty());
  }

  private static JobState worked(JobState state, Instant now) {
    return new JobState(
        state.name(),
        state.every(),
        Optional.of(now),
        state.lastFailure(),
        "",
        0,
        false,
        Optional.of(now.plus(state.every())));
  }

  private static JobState failed(JobState state, Instant now, Throwable why) {
    return new JobState(
        state.name(),
        state.every(),
        state.lastSuccess(),
        Optional.of(now),
        JobState.told(why),
        state.consecutiveFailures() + 1,
        false,
        Optional.of(now.plus(state.every())));
  }
}
