package com.totvs.billing.postgres.job;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.postgres.database.Database;

/// Binds the jobs.
public final class JobModule extends AbstractModule {
  @Provides
  @Singleton
  Jobs jobs(Database database) {
    return new DbSchedulerJobs(database);
  }
}
