package com.totvs.billing.domain.job;

import com.totvs.billing.domain.BillingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a job fares.
///
/// @param every how long after a run the next one begins
/// @param lastError why the last run failed; empty when it went well. Names no secret
/// @param consecutiveFailures failures in a row
/// @param running whether a node runs it right now
public record JobState(
    String name,
    Duration every,
    Optional<Instant> lastSuccess,
    Optional<Instant> lastFailure,
    String lastError,
    int consecutiveFailures,
    boolean running,
    Optional<Instant> nextRun) {

  /// What is told of a failure: the words of one that callers may see, of any other only its kind.
  public static String told(Throwable failure) {
    return failure instanceof BillingException
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getSimpleName() + ": see the log";
  }
}
