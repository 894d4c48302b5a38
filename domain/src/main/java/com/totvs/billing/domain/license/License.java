package com.totvs.billing.domain.license;

import com.totvs.billing.domain.customer.Customer;
import java.time.Instant;
import java.util.Optional;

/// A license as Billing knows it.
///
/// @param customer who holds it; present exactly when the state is `KNOWN`
/// @param active whether License Server says it may be used
/// @param firstSeen when Billing first met it; a license that is not known waits since then
/// @param confirmed when License Server last told its holder
/// @param reason why it is not known, or why its last question failed; empty when all is well
/// @param failedAttempts questions in a row that brought no answer
/// @param nextAttempt when License Server is to be asked next
public record License(
    LicenseId id,
    LicenseState state,
    Optional<Customer> customer,
    boolean active,
    EmergencyKey emergencyKey,
    Instant firstSeen,
    Optional<Instant> confirmed,
    String reason,
    int failedAttempts,
    Instant nextAttempt) {

  /// Whether License Server told the holder at the given time or later.
  public boolean confirmedSince(Instant time) {
    return confirmed.map(at -> !at.isBefore(time)).orElse(false);
  }
}
