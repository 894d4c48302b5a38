package com.totvs.billing.bootstrap.program;

import com.totvs.billing.application.health.Storage;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every second whether the storage commits, and tells health. Every node does so for itself.
final class StorageWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StorageWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Storage storage;
  private final Consumer<Boolean> serving;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("watch").factory());
  private boolean committed;

  StorageWatch(Storage storage, Consumer<Boolean> serving) {
    this.storage = storage;
    this.serving = serving;
  }

  void start() {
    var _ =
        executor.scheduleWithFixedDelay(this::watch, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  // An error as well: a schedule that one escapes from never runs again.
  private void watch() {
    try {
      look();
    } catch (RuntimeException | Error e) {
      log.error("the storage cannot be watched", e);
    }
  }

  private void look() {
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

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
