package com.totvs.billing.postgres.commit;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.usage.Receipt;
import com.totvs.billing.domain.usage.UsageRecord;
import com.totvs.billing.postgres.database.Database;
import com.totvs.billing.postgres.database.RejectedRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits appends that arrive together in one transaction, so that many calls share one flush to
/// disk. Nobody is answered before the commit. What waits is bounded, and callers beyond are
/// refused.
public final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /// A transaction takes no further append once it holds this many records.
  private static final int ENOUGH_RECORDS = 1_000;

  private static final Duration POLL = Duration.ofMillis(100);

  /// How late a caller may learn that his time is over.
  private static final Duration LATE = Duration.ofMillis(10);

  private final Function<List<UsageRecord>, List<Receipt>> transaction;
  private final JournalTelemetry telemetry;
  private final Semaphore room;
  private final BlockingQueue<PendingAppend> queue = new LinkedBlockingQueue<>();
  private final Queue<PendingAppend> unanswered = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("usage-deadlines").factory());
  private final AtomicInteger waiting = new AtomicInteger();
  private final Semaphore crowds = new Semaphore(0);
  private final List<Thread> writers;
  private volatile boolean closing;
  private volatile boolean closed;

  /// @param transaction appends records in one transaction, each once; fails with [RejectedRows]
  ///   when the database will not take one of them
  /// @param capacity the most records that wait or are in their commit
  /// @param writerCount threads that commit, each one transaction at a time
  public GroupCommit(
      Function<List<UsageRecord>, List<Receipt>> transaction,
      int capacity,
      int writerCount,
      JournalTelemetry telemetry) {
    this.transaction = transaction;
    this.telemetry = telemetry;
    this.room = new Semaphore(capacity);
    telemetry.show(capacity, room::availablePermits);
    this.writers =
        IntStream.range(0, writerCount)
            .mapToObj(i -> Thread.ofPlatform().name("usage-writer-" + i).start(() -> write(i > 0)))
            .toList();
    var _ =
        deadlines.scheduleWithFixedDelay(
            this::giveUp, LATE.toMillis(), LATE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Appends the records, and returns once they are on disk: a receipt for each, in the same order.
  ///
  /// @param patience how long the caller waits at most
  /// @throws BillingException `QUEUE_FULL`, `SHUTTING_DOWN`, or `DATABASE_UNAVAILABLE` when they
  ///   were not committed in time
  public List<Receipt> append(List<UsageRecord> usage, Duration patience) {
    if (closing) {
      throw stopping();
    }
    if (!room.tryAcquire(usage.size())) {
      throw BillingException.of(Reason.QUEUE_FULL, "too many records wait to be written")
          .retryAfter(Duration.ofSeconds(1));
    }
    PendingAppend append = new PendingAppend(usage, patience, telemetry.waiting());
    unanswered.add(append);
    queue.add(append);
    if (closed) {
      // Nobody is left to answer.
      append.fail(stopping());
    }
    if (waiting.addAndGet(append.size()) >= ENOUGH_RECORDS) {
      crowds.release();
    }
    return append.await();
  }

  /// How many more records may wait.
  int room() {
    return room.availablePermits();
  }

  /// Commits everything that waits, then stops.
  @Override
  public void close() {
    closing = true;
    for (Thread writer : writers) {
      try {
        writer.join(Duration.ofSeconds(30));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    deadlines.shutdownNow();
    closed = true;
    unanswered.forEach(append -> append.fail(stopping()));
  }

  private static BillingException stopping() {
    return BillingException.of(Reason.SHUTTING_DOWN, "the server is stopping")
        .retryAfter(Duration.ofSeconds(1));
  }

  private void giveUp() {
    long now = System.nanoTime();
    unanswered.removeIf(append -> append.over(now));
  }

  // The first writer takes whatever comes. The others join only when a whole transaction's worth
  // waits: sharing fewer records out among them would make more and smaller commits.
  private void write(boolean onlyCrowds) {
    List<PendingAppend> group = new ArrayList<>();
    while (onlyCrowds ? gatherCrowd(group) : gather(group, first())) {
      Runnable answers = commit(group.stream().filter(PendingAppend::take).toList());
      // Before anyone is answered, so that an answered caller finds room for his next record.
      room.release(group.stream().mapToInt(PendingAppend::size).sum());
      answers.run();
      group.clear();
    }
  }

  private boolean gatherCrowd(List<PendingAppend> group) {
    try {
      boolean crowd = false;
      while (!crowd && !closing) {
        crowd = crowds.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
      }
      crowds.drainPermits();
      // Somebody may have been quicker: then this round is empty, and the next one waits again.
      gather(group, waiting.get() >= ENOUGH_RECORDS ? queue.poll() : null);
      if (waiting.get() >= ENOUGH_RECORDS) {
        crowds.release();
      }
      return !closing || !group.isEmpty();
    } catch (InterruptedException e) {
      return false;
    }
  }

  private boolean gather(List<PendingAppend> group, @Nullable PendingAppend first) {
    PendingAppend next = first;
    int records = 0;
    while (next != null) {
      group.add(next);
      records += next.size();
      next = records < ENOUGH_RECORDS ? queue.poll() : null;
    }
    waiting.addAndGet(-records);
    return !group.isEmpty();
  }

  // Null once the program stops and nothing waits any more.
  private @Nullable PendingAppend first() {
    try {
      PendingAppend next = null;
      while (next == null && !(closing && queue.isEmpty())) {
        next = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
      }
      return next;
    } catch (InterruptedException e) {
      return null;
    }
  }

  // Writes the group, and returns what tells its callers.
  private Runnable commit(List<PendingAppend> group) {
    if (group.isEmpty()) {
      return () -> {};
    }
    List<UsageRecord> usage = group.stream().flatMap(append -> append.usage().stream()).toList();
    CommitTelemetry commit = telemetry.commit(group);
    boolean committed = false;
    try {
      List<Receipt> receipts = sparing(usage);
      committed = true;
      return () -> answer(group, receipts);
    } catch (BillingException e) {
      return () -> group.forEach(append -> append.fail(e));
    } catch (RuntimeException | Error e) {
      log.error("usage could not be appended", e);
      BillingException unavailable = Database.unavailable("the database refuses usage");
      return () -> group.forEach(append -> append.fail(unavailable));
    } finally {
      commit.ended(usage.size(), committed);
    }
  }

  private static void answer(List<PendingAppend> group, List<Receipt> receipts) {
    int from = 0;
    for (PendingAppend append : group) {
      append.answer(receipts.subList(from, from + append.size()));
      from += append.size();
    }
  }

  // A record that the database will not take is found by halving, so that its neighbours are
  // written.
  private List<Receipt> sparing(List<UsageRecord> usage) {
    try {
      return transaction.apply(usage);
    } catch (RejectedRows e) {
      if (usage.size() == 1) {
        log.warn("the database will not take usage {}", usage.getFirst().id(), e);
        return List.of(new Receipt.Refused(usage.getFirst().id()));
      }
      int half = usage.size() / 2;
      return Stream.concat(
              sparing(usage.subList(0, half)).stream(),
              sparing(usage.subList(half, usage.size())).stream())
          .toList();
    }
  }
}
