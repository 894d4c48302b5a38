package com.totvs.billing.licenseserver;

import com.totvs.billing.application.license.Answer;
import dev.failsafe.Bulkhead;
import dev.failsafe.BulkheadFullException;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Spares License Server: few questions at once, and none for a while when it keeps failing. Then
/// one question finds out whether it is back, before the others follow.
///
/// A refused credential counts as failing too: asking about every license with it helps nobody, and
/// may lock the account.
final class Breaker {
  static final int AT_ONCE = 8;
  static final Duration LONGEST_WAIT_FOR_TURN = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(Breaker.class);

  private final Duration openFor;
  private final CircuitBreaker<Reply> circuit;
  private final FailsafeExecutor<Reply> sparing;
  private volatile String lastFailure = "";

  Breaker(int failuresToOpen, Duration openFor) {
    this.openFor = openFor;
    circuit =
        CircuitBreaker.<Reply>builder()
            .handleResultIf(reply -> reply.failure().isPresent())
            .withFailureThreshold(failuresToOpen)
            .withSuccessThreshold(1)
            .withDelay(openFor)
            .onOpen(_ -> opened())
            .onHalfOpen(_ -> log.info("License Server is tried again, with one question"))
            .onClose(_ -> log.info("License Server answers again"))
            .build();
    // The turn comes first: who waits for it must see what became of those before.
    sparing =
        Failsafe.with(
            Bulkhead.<Reply>builder(AT_ONCE).withMaxWaitTime(LONGEST_WAIT_FOR_TURN).build(),
            circuit);
  }

  /// Puts the question, unless License Server is to be spared.
  Answer ask(Supplier<Reply> question) {
    try {
      return sparing.get(() -> noted(question.get())).answer();
    } catch (CircuitBreakerOpenException _) {
      return new Answer.NotAsked(
          "License Server is left alone for a while, since it has been failing: " + lastFailure,
          remaining());
    } catch (BulkheadFullException _) {
      return new Answer.NotAsked(
          AT_ONCE + " questions to License Server are under way already", SOON);
    }
  }

  // Nothing remains while one question finds out; the others are not to hurry then.
  private Duration remaining() {
    Duration remaining = circuit.getRemainingDelay();
    return remaining.isPositive() ? remaining : SOON;
  }

  private Reply noted(Reply reply) {
    reply.failure().ifPresent(why -> lastFailure = why);
    return reply;
  }

  private void opened() {
    log.warn("License Server keeps failing and is left alone for {}: {}", openFor, lastFailure);
  }
}
