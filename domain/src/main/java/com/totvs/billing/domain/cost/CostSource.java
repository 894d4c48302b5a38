package com.totvs.billing.domain.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How well the cost of a resource group is known.
///
/// @param lastSuccess when the newest month that was to be read was read last; empty if it never
///   was. An older month that is read does not make up for it
/// @param lastFailure when reading any month last failed; empty if never
/// @param lastError which months could not be read, newest first, and why; empty once all were
public record CostSource(
    ResourceGroup resourceGroup,
    Optional<Instant> lastSuccess,
    Optional<Instant> lastFailure,
    String lastError) {

  /// One of which nothing was ever asked.
  public static CostSource unread(ResourceGroup resourceGroup) {
    return new CostSource(resourceGroup, Optional.empty(), Optional.empty(), "");
  }

  /// Whether something of it that was to be read is not known.
  public boolean isFailing() {
    return lastSuccess.isEmpty() || !lastError.isEmpty();
  }

  /// How old what is known of it is; empty if nothing is.
  public Optional<Duration> age(Instant now) {
    return lastSuccess.map(read -> Duration.between(read, now));
  }
}
