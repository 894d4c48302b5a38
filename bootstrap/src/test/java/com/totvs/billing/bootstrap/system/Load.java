package com.totvs.billing.bootstrap.system;

import com.totvs.billing.v1.BatchRecordUsageResult;
import com.totvs.billing.v1.Usage;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Callers that record as fast as they are answered, singly and in batches. They keep the id of
/// whatever was acknowledged, and repeat whatever was not until it is.
final class Load implements AutoCloseable {
  private static final int CALLERS = 16;
  private static final int LARGEST_BATCH = 20;
  private static final int DEADLINE_SECONDS = 6;
  private static final long PAUSE_NANOS = 20_000_000;

  // With so many calls unanswered nothing new is sent, so that all of them can be repeated in time.
  private static final int MOST_UNANSWERED = 500;

  private final Supplier<Client> server;
  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
  private final Queue<List<UUID>> unanswered = new ConcurrentLinkedQueue<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong broken = new AtomicLong();
  private final AtomicLong foundRecorded = new AtomicLong();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean ending;
  private volatile String lastBreak = "";

  /// @param server the one to call; another whenever it was replaced
  Load(Supplier<Client> server, long seed) {
    this.server = server;
    for (int i = 0; i < CALLERS; i++) {
      Random random = new Random(seed + i);
      callers.add(Thread.ofVirtual().start(() -> call(random)));
    }
  }

  /// What has been acknowledged by now.
  Set<UUID> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  int inFlight() {
    return inFlight.get();
  }

  /// Calls that ended without an answer.
  long broken() {
    return broken.get();
  }

  /// Records of broken calls which their repeat found on disk already.
  long foundRecorded() {
    return foundRecorded.get();
  }

  /// Answers that should not have been.
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  /// Sends nothing new any more, and returns once everything sent is acknowledged.
  void finish() throws Exception {
    ending = true;
    for (Thread caller : callers) {
      caller.join();
    }
    Eventually.holds(
        "what was not answered is acknowledged when repeated, last: " + lastBreak,
        () -> {
          List<UUID> ids = unanswered.poll();
          if (ids != null) {
            send(ids, true);
          }
          return unanswered.isEmpty();
        });
  }

  @Override
  public void close() {
    ending = true;
  }

  private void call(Random random) {
    while (!ending) {
      boolean repeats = random.nextBoolean() || unanswered.size() > MOST_UNANSWERED;
      List<UUID> repeated = repeats ? unanswered.poll() : null;
      if (repeated == null) {
        send(fresh(random), false);
      } else {
        send(repeated, true);
      }
    }
  }

  private static List<UUID> fresh(Random random) {
    int size = random.nextInt(4) == 0 ? 2 + random.nextInt(LARGEST_BATCH - 1) : 1;
    List<UUID> ids = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ids.add(Sample.id());
    }
    return ids;
  }

  private void send(List<UUID> ids, boolean repeated) {
    inFlight.incrementAndGet();
    try {
      long duplicates = record(ids);
      if (repeated) {
        foundRecorded.addAndGet(duplicates);
      } else if (duplicates > 0) {
        surprises.add("a duplicate of what was never sent before");
      }
      acknowledged.addAll(ids);
    } catch (StatusRuntimeException e) {
      broken.incrementAndGet();
      lastBreak = e.toString();
      unanswered.add(ids);
      switch (e.getStatus().getCode()) {
        case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> LockSupport.parkNanos(PAUSE_NANOS);
        default -> surprises.add(e.toString());
      }
    } finally {
      inFlight.decrementAndGet();
    }
  }

  // Returns how many of them had been recorded before.
  private long record(List<UUID> ids) {
    var stub = server.get().usage().withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (ids.size() == 1) {
      Usage usage = Sample.usage(ids.getFirst());
      return stub.recordUsage(Sample.request(usage)).getDuplicate() ? 1 : 0;
    }
    List<BatchRecordUsageResult> results =
        stub.batchRecordUsage(Sample.request(ids.stream().map(Sample::usage).toList()))
            .getResultsList();
    results.stream()
        .filter(BatchRecordUsageResult::hasError)
        .forEach(result -> surprises.add(result.getError().toString()));
    return results.stream().filter(result -> result.getRecorded().getDuplicate()).count();
  }
}
