package com.totvs.billing.postgres.job;

import static com.totvs.billing.postgres.generated.Tables.JOB_ERROR;
import static com.totvs.billing.postgres.generated.Tables.SCHEDULED_TASKS;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.totvs.billing.application.job.Job;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.domain.job.JobState;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.Database.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Jobs on db-scheduler, in the table `scheduled_tasks`.
final class DbSchedulerJobs implements Jobs {
  private static final Logger log = LoggerFactory.getLogger(DbSchedulerJobs.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private final Database database;
  private final Duration heartbeat;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile List<Job> jobs = List.of();
  private @Nullable Scheduler scheduler;

  DbSchedulerJobs(Database database, Duration heartbeat) {
    this.database = database;
    this.heartbeat = heartbeat;
  }

  @Override
  public void start(List<Job> started) {
    jobs = List.copyOf(started);
    List<RecurringTask<Void>> tasks = jobs.stream().map(this::task).toList();
    Scheduler newScheduler =
        Scheduler.create(database.forSchedule())
            .startTasks(tasks)
            .tableName("billing." + SCHEDULED_TASKS.getName())
            .threads(jobs.size())
            .pollingInterval(LOOK_EVERY)
            .heartbeatInterval(heartbeat)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(END_WITHIN)
            // We log failures ourselves, once until the job works again.
            .failureLogging(LogLevel.OFF, false)
            .build();
    newScheduler.start();
    scheduler = newScheduler;
  }

  private RecurringTask<Void> task(Job job) {
    return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
        .execute((_, context) -> run(job, context.getExecution().consecutiveFailures > 0));
  }

  // Whether it failed the last time stands in its row: that may have been on another node.
  private void run(Job job, boolean failedBefore) {
    try {
      job.work().run();
    } catch (RuntimeException | Error e) {
      if (!failedBefore) {
        log.error("job {} failed and is tried again: {}", job.name(), e.toString(), e);
      }
      keepError(job, e);
      throw e;
    }
    if (failedBefore) {
      log.info("job {} works again", job.name());
    }
    if (failedBefore || told.remove(job.name())) {
      forgetError(job);
    }
  }

  private void keepError(Job job, Throwable e) {
    String error = JobState.told(e);
    try {
      database.transaction(
          Lane.JOB,
          db ->
              db.insertInto(JOB_ERROR)
                  .values(job.name(), error)
                  .onConflict(JOB_ERROR.JOB_NAME)
                  .doUpdate()
                  .set(JOB_ERROR.ERROR, error)
                  .execute());
    } catch (RuntimeException again) {
      // The database is away: then nobody can ask for the error either, and the log has it.
      e.addSuppressed(again);
    }
  }

  // A good run does not fail for it: the next one tries again.
  private void forgetError(Job job) {
    try {
      database.transaction(
          Lane.JOB,
          db -> db.deleteFrom(JOB_ERROR).where(JOB_ERROR.JOB_NAME.eq(job.name())).execute());
    } catch (RuntimeException e) {
      told.add(job.name());
    }
  }

  @Override
  public List<JobState> list() {
    return database.transaction(
        Lane.READ,
        db ->
            db
                .select(SCHEDULED_TASKS.fields())
                .select(JOB_ERROR.ERROR)
                .from(SCHEDULED_TASKS)
                .leftJoin(JOB_ERROR)
                .on(JOB_ERROR.JOB_NAME.eq(SCHEDULED_TASKS.TASK_NAME))
                .fetch()
                .stream()
                .flatMap(row -> state(row).stream())
                .sorted(Comparator.comparing(JobState::name))
                .toList());
  }

  // A row of a job that is no more is left out.
  private Optional<JobState> state(Record row) {
    String name = row.get(SCHEDULED_TASKS.TASK_NAME);
    boolean running = row.get(SCHEDULED_TASKS.PICKED);
    return jobs.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .map(
            job ->
                new JobState(
                    name,
                    job.every(),
                    time(row.get(SCHEDULED_TASKS.LAST_SUCCESS)),
                    time(row.get(SCHEDULED_TASKS.LAST_FAILURE)),
                    Objects.requireNonNullElse(row.get(JOB_ERROR.ERROR), ""),
                    Objects.requireNonNullElse(row.get(SCHEDULED_TASKS.CONSECUTIVE_FAILURES), 0),
                    running,
                    running ? Optional.empty() : time(row.get(SCHEDULED_TASKS.EXECUTION_TIME))));
  }

  private static Optional<Instant> time(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  @Override
  public void close() {
    if (scheduler != null) {
      scheduler.stop();
    }
  }
}
