package com.totvs.billing.bootstrap.system;

import com.totvs.billing.v1.BatchRecordUsageResult;
import com.totvs.billing.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import io.grpc.Status.Code;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Callers that record as fast as they are answered, singly and in batches. They keep the id of
/// whatever was acknowledged, and repeat whatever was not until it is.
final class Load implements AutoCloseable {
  private static final int CALLERS = 16;
  private static final String PURGED = "PERIOD_PURGED";

  /// What was sent: what of it is on disk, and how much of that was there before.
  private record Answer(List<UUID> recorded, long duplicates) {}

  private static final int LARGEST_BATCH = 20;
  private static final int DEADLINE_SECONDS = 6;
  private static final long PAUSE_NANOS = 20_000_000;

  // With so many calls unanswered nothing new is sent, so that all of them can be repeated in time.
  private static final int MOST_UNANSWERED = 500;

  private final Supplier<Client> server;
  private final Function<Random, UUID> ids;
  private final boolean whilePurging;
  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
  private final Queue<List<UUID>> unanswered = new ConcurrentLinkedQueue<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong broken = new AtomicLong();
  private final AtomicLong foundRecorded = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean ending;
  private volatile String lastBreak = "";

  /// @param server the one to call; another whenever it was replaced
  Load(Supplier<Client> server, long seed) {
    this(server, seed, CALLERS, _ -> Sample.id(), false);
  }

  private Load(
      Supplier<Client> server,
      long seed,
      int atOnce,
      Function<Random, UUID> ids,
      boolean whilePurging) {
    this.server = server;
    this.ids = ids;
    this.whilePurging = whilePurging;
    for (int i = 0; i < atOnce; i++) {
      // Apart from whoever made records with the seed itself: they would be the same ones.
      Random random = new Random(seed + 1 + i);
      callers.add(Thread.ofVirtual().start(() -> call(random)));
    }
  }

  /// A load on periods that are purged meanwhile: that a new record is refused for it is a good
  /// answer.
  ///
  /// @param atOnce how many call beside each other
  /// @param ids makes new ones
  static Load whilePurging(
      Supplier<Client> server, long seed, int atOnce, Function<Random, UUID> ids) {
    return new Load(server, seed, atOnce, ids, true);
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

  /// Records that were refused since their period is purged.
  long refused() {
    return refused.get();
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

  private List<UUID> fresh(Random random) {
    int size = random.nextInt(4) == 0 ? 2 + random.nextInt(LARGEST_BATCH - 1) : 1;
    return Stream.generate(() -> ids.apply(random)).limit(size).toList();
  }

  private void send(List<UUID> sent, boolean repeated) {
    inFlight.incrementAndGet();
    try {
      Answer answer = record(sent);
      if (repeated) {
        foundRecorded.addAndGet(answer.duplicates());
      } else if (answer.duplicates() > 0) {
        surprises.add("a duplicate of what was never sent before");
      }
      acknowledged.addAll(answer.recorded());
      refused.addAndGet(sent.size() - answer.recorded().size());
    } catch (StatusRuntimeException e) {
      broken.incrementAndGet();
      lastBreak = e.toString();
      unanswered.add(sent);
      switch (e.getStatus().getCode()) {
        case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> LockSupport.parkNanos(PAUSE_NANOS);
        default -> surprises.add(e.toString());
      }
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private Answer record(List<UUID> sent) {
    var stub = server.get().usage().withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (sent.size() == 1) {
      return recordOne(stub, sent.getFirst());
    }
    List<BatchRecordUsageResult> results =
        stub.batchRecordUsage(Sample.request(sent.stream().map(Sample::usage).toList()))
            .getResultsList();
    results.stream()
        .filter(BatchRecordUsageResult::hasError)
        .map(BatchRecordUsageResult::getError)
        .filter(error -> !purged(Refusal.of(Code.UNKNOWN, error.getDetailsList())))
        .forEach(error -> surprises.add(error.toString()));
    return new Answer(
        IntStream.range(0, sent.size())
            .filter(i -> results.get(i).hasRecorded())
            .mapToObj(sent::get)
            .toList(),
        results.stream().filter(result -> result.getRecorded().getDuplicate()).count());
  }

  private Answer recordOne(UsageServiceBlockingStub stub, UUID id) {
    try {
      boolean duplicate = stub.recordUsage(Sample.request(Sample.usage(id))).getDuplicate();
      return new Answer(List.of(id), duplicate ? 1 : 0);
    } catch (StatusRuntimeException e) {
      if (purged(Refusal.of(e))) {
        return new Answer(List.of(), 0);
      }
      throw e;
    }
  }

  private boolean purged(Refusal refusal) {
    return whilePurging && refusal.reason().equals(PURGED);
  }
}
