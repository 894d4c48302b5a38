package com.totvs.billing.domain.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How well the cost of a resource group is known.
///
/// @param lastSuccess when it was last read; empty if never
/// @param lastFailure when reading it last failed; empty if never
/// @param lastError why; empty once it was read again
public record CostSource(
    ResourceGroup resourceGroup,
    Optional<Instant> lastSuccess,
    Optional<Instant> lastFailure,
    String lastError) {

  /// How old what is known of it is; empty if nothing is.
  public Optional<Duration> age(Instant now) {
    return lastSuccess.map(read -> Duration.between(read, now));
  }
}
