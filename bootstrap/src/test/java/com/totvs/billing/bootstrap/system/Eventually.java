package com.totvs.billing.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits for a condition, with a limit.
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 10_000_000;

  /// Something that comes to hold.
  public interface Condition {
    boolean holds() throws Exception;
  }

  private Eventually() {}

  public static void holds(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LIMIT + ": " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /// The answer to a call, as soon as there is one: what was killed may have left broken
  /// connections.
  public static <A> A answered(Supplier<A> call) throws Exception {
    AtomicReference<A> answer = new AtomicReference<>();
    holds(
        "an answer",
        () -> {
          try {
            answer.set(call.get());
            return true;
          } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            return false;
          }
        });
    return answer.get();
  }
}
