package com.totvs.billing.bootstrap.system;

import com.totvs.billing.domain.usage.UsageId;
import com.totvs.billing.v1.VoidUsageRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// A caller that goes through records which are there: it voids each fourth, and sends the others
/// again, each until it is answered. Wherever they are by then, that must be known.
final class Corrections implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 6;
  private static final int VOIDED = 4;
  private static final long PAUSE_NANOS = 20_000_000;

  private final Supplier<Client> server;
  private final List<UUID> targets;
  private final Random random;
  private final Set<UUID> voids = ConcurrentHashMap.newKeySet();
  private final AtomicInteger repeated = new AtomicInteger();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final Thread caller;
  private volatile boolean ending;

  Corrections(Supplier<Client> server, List<UUID> targets, long seed) {
    this.server = server;
    this.targets = targets;
    this.random = new Random(seed);
    this.caller = Thread.ofVirtual().start(this::run);
  }

  /// The records that cancel others, as far as they were acknowledged.
  Set<UUID> voids() {
    return Set.copyOf(voids);
  }

  /// How often a record was recognised that had been sent before.
  int repeated() {
    return repeated.get();
  }

  /// Answers that should not have been.
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  /// Begins nothing new, and returns once what was begun is answered.
  void finish() throws InterruptedException {
    ending = true;
    caller.join();
  }

  @Override
  public void close() {
    ending = true;
  }

  private void run() {
    while (!ending) {
      UUID target = targets.get(random.nextInt(targets.size()));
      boolean voided = random.nextInt(VOIDED) == 0;
      while (!answered(voided, target)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private boolean answered(boolean voided, UUID target) {
    var stub = server.get().usage().withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    try {
      if (voided) {
        var _ =
            stub.voidUsage(
                VoidUsageRequest.newBuilder()
                    .setUsageId(target.toString())
                    .setReason("wrong")
                    .build());
        voids.add(new UsageId(target).cancelling().value());
      } else if (stub.recordUsage(Sample.request(Sample.usage(target))).getDuplicate()) {
        repeated.incrementAndGet();
      } else {
        surprises.add(target + " is recorded once more");
      }
      return true;
    } catch (StatusRuntimeException e) {
      boolean broken =
          Set.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.CANCELLED)
              .contains(e.getStatus().getCode());
      if (!broken) {
        surprises.add(e.toString());
      }
      return !broken;
    }
  }
}
