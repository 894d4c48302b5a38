package com.totvs.billing.bootstrap.program;

import com.totvs.billing.application.cost.CollectCost;
import com.totvs.billing.application.cost.PostFixedCosts;
import com.totvs.billing.application.health.Storage;
import com.totvs.billing.application.job.Job;
import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.application.operation.RunOperations;
import com.totvs.billing.application.purge.PurgeOldMonths;
import com.totvs.billing.application.report.DailyTotals;
import com.totvs.billing.application.report.OrderSelfChecks;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.SettleUsage;
import com.totvs.billing.bootstrap.settings.AzureSettings;
import com.totvs.billing.bootstrap.settings.JobSettings;
import com.totvs.billing.bootstrap.settings.PurgeSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.purge.PurgeRule;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// The jobs of Billing: every one stands in [#jobs].
final class Schedule {
  private static final int SETTLERS = 4;
  private static final int BATCHES = 100;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Assembly parts;
  private final Settings settings;

  Schedule(Assembly parts, Settings settings) {
    this.parts = parts;
    this.settings = settings;
  }

  List<Job> jobs() {
    List<Job> jobs =
        new ArrayList<>(
            List.of(
                new Job("settling", Duration.ofMillis(500), this::settle),
                new Job("summing up", Duration.ofSeconds(2), this::sum),
                new Job(
                    "preparing months",
                    Duration.ofHours(1),
                    parts.part(Storage.class)::prepareMonths),
                new Job(
                    "moving usage", Duration.ofMillis(500), () -> run(OperationKind.Line.MOVING)),
                new Job(
                    "checking totals",
                    Duration.ofSeconds(1),
                    () -> run(OperationKind.Line.CHECKING)),
                new Job(
                    "collecting cost",
                    Duration.ofSeconds(1),
                    () -> run(OperationKind.Line.COLLECTING)),
                new Job(
                    "allocating cost",
                    Duration.ofMillis(500),
                    () -> run(OperationKind.Line.ALLOCATING)),
                new Job(
                    "posting fixed costs",
                    Duration.ofMinutes(10),
                    () -> parts.part(PostFixedCosts.class).post()),
                new Job(
                    "self-check", settings.get(JobSettings.SELF_CHECK_EVERY), selfChecks()::run)));
    if (!settings.get(AzureSettings.RESOURCE_GROUPS).isEmpty()) {
      jobs.add(new Job("asking for cost at dawn", Duration.ofMinutes(5), this::collectCost));
    }
    settings
        .get(PurgeSettings.KEEP_MONTHS)
        .ifPresent(
            months ->
                jobs.add(
                    new Job("purging old months", Duration.ofHours(1), oldMonths(months)::run)));
    return jobs;
  }

  // Several beside each other, since License Server takes its time. Each takes one license at a
  // time: the lease of others would run while the first is settled.
  private void settle() {
    SettleUsage settleUsage = parts.part(SettleUsage.class);
    AtomicInteger busy = new AtomicInteger();
    try (ExecutorService settlers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> settling = new ArrayList<>();
      for (int i = 0; i < SETTLERS; i++) {
        settling.add(settlers.submit(() -> settleAll(settleUsage, busy)));
      }
      settling.forEach(Schedule::await);
    }
  }

  // Who finds none goes on looking while another is at work: one license that takes long does not
  // hold the others up.
  private static void settleAll(SettleUsage settleUsage, AtomicInteger busy) {
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      busy.incrementAndGet();
      boolean settled;
      try {
        settled = settleUsage.settle(1) == 1;
      } finally {
        busy.decrementAndGet();
      }
      if (!settled) {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
      more = settled || busy.get() > 0;
    }
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (InterruptedException e) {
      work.cancel(true);
      Thread.currentThread().interrupt();
    }
  }

  private void sum() {
    DailyTotals totals = parts.part(DailyTotals.class);
    while (totals.sum(BATCHES) && !Thread.currentThread().isInterrupted()) {
      // As long as more wait.
    }
  }

  private void run(OperationKind.Line line) {
    RunOperations operations = parts.part(RunOperations.class);
    while (operations.run(line) && !Thread.currentThread().isInterrupted()) {
      // As long as one waits.
    }
  }

  private OrderSelfChecks selfChecks() {
    return new OrderSelfChecks(
        parts.part(Operations.class),
        parts.part(DailyTotals.class),
        parts.part(BusinessZone.class),
        parts.part(Clock.class));
  }

  private void collectCost() {
    parts.part(CollectCost.class).collectDue(settings.get(AzureSettings.COLLECT_AT));
  }

  private PurgeOldMonths oldMonths(int monthsOnline) {
    return new PurgeOldMonths(
        parts.part(Operations.class),
        parts.part(UsageReports.class),
        parts.part(PurgeRule.class),
        parts.part(BusinessZone.class),
        parts.part(Clock.class),
        monthsOnline);
  }
}
