package com.totvs.billing.bootstrap.telemetry;

import com.totvs.billing.application.job.Job;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/// Counts the runs of background jobs, and those that failed.
public final class JobMetrics {
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("billing.job.name");

  private final LongCounter runs;
  private final LongCounter failures;

  JobMetrics(OpenTelemetry telemetry) {
    Meter meter = telemetry.getMeter("com.totvs.billing.jobs");
    runs =
        meter
            .counterBuilder("billing.job.runs")
            .setUnit("{run}")
            .setDescription("Runs of background jobs that have ended, well or not.")
            .build();
    failures =
        meter
            .counterBuilder("billing.job.failures")
            .setUnit("{run}")
            .setDescription("Runs of background jobs that failed.")
            .build();
  }

  /// The same job, counted under its name.
  public Job counted(Job job) {
    return new Job(job.name(), job.every(), counted(job.name(), job.work()));
  }

  /// The same work, counted under this name. What it throws is counted and thrown on, so this
  /// belongs inside whatever catches the failures of jobs. Both counts begin at 0 at once, so that
  /// a first failure is seen as an increase.
  ///
  /// @param name one of a few that are known beforehand
  public Runnable counted(String name, Runnable work) {
    Attributes attributes = Attributes.of(NAME, name);
    runs.add(0, attributes);
    failures.add(0, attributes);
    return () -> run(work, attributes);
  }

  private void run(Runnable work, Attributes attributes) {
    boolean failed = true;
    try {
      work.run();
      failed = false;
    } finally {
      runs.add(1, attributes);
      failures.add(failed ? 1 : 0, attributes);
    }
  }
}
