package com.totvs.billing.domain.operation;

import java.time.Instant;
import java.util.Optional;

/// Work that goes on after the answer.
///
/// @param started when the work began; empty while it waits for its turn
/// @param updated when it last came further
/// @param cancelRequested whether it is to end before it is done
/// @param ending empty while it is not over
public record Operation(
    OperationId id,
    Order order,
    Instant created,
    Optional<Instant> started,
    Instant updated,
    boolean cancelRequested,
    Progress progress,
    Optional<Ending> ending) {

  /// Whether it is over.
  public boolean done() {
    return ending.isPresent();
  }
}
