package com.totvs.billing.postgres.job;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.postgres.database.Database;
import java.time.Duration;

/// Binds the jobs.
public final class JobModule extends AbstractModule {
  private final Duration heartbeat;

  /// @param heartbeat how often a node says that it runs a job
  public JobModule(Duration heartbeat) {
    this.heartbeat = heartbeat;
  }

  @Provides
  @Singleton
  Jobs jobs(Database database) {
    return new DbSchedulerJobs(database, heartbeat);
  }
}
