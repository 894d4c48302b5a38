package com.totvs.billing.bootstrap.program;

import com.totvs.billing.application.health.Storage;
import com.totvs.billing.application.usage.SettleUsage;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes on without a caller: watching the storage, settling, preparing months. Every node runs
/// all of it.
final class BackgroundJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BackgroundJobs.class);

  private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
  private static final Duration SETTLE_EVERY = Duration.ofMillis(500);
  private static final Duration PREPARE_EVERY = Duration.ofHours(6);
  private static final Duration END_WITHIN = Duration.ofSeconds(10);
  private static final int SETTLERS = 4;

  private final Storage storage;
  private final SettleUsage settleUsage;
  private final Consumer<Boolean> serving;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(SETTLERS + 2, Thread.ofVirtual().name("job-", 0).factory());
  private boolean committed;

  BackgroundJobs(Storage storage, SettleUsage settleUsage, Consumer<Boolean> serving) {
    this.storage = storage;
    this.settleUsage = settleUsage;
    this.serving = serving;
  }

  void start() {
    repeat(WATCH_EVERY, new Job("watching the storage", this::watch));
    repeat(PREPARE_EVERY, new Job("preparing months", storage::prepareMonths));
    for (int i = 0; i < SETTLERS; i++) {
      repeat(SETTLE_EVERY, new Job("settling", this::settle));
    }
  }

  // Only one watch runs at a time, each behind the other, so the field needs no guard.
  private void watch() {
    boolean commits = storage.commits();
    serving.accept(commits);
    if (commits != committed) {
      committed = commits;
      if (commits) {
        log.info("usage is taken in: the storage commits");
      } else {
        log.error("usage is refused: the storage does not commit");
      }
    }
  }

  // One license at a time: the lease of the others would run while the first is settled.
  private void settle() {
    boolean more = true;
    while (more && !executor.isShutdown()) {
      more = settleUsage.settle(1) == 1;
    }
  }

  private void repeat(Duration every, Runnable job) {
    var _ = executor.scheduleWithFixedDelay(job, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Lets what runs come to its end, for ten seconds.
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
