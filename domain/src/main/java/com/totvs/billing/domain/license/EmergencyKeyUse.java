package com.totvs.billing.domain.license;

import com.totvs.billing.domain.customer.Customer;
import java.time.Instant;
import java.util.Optional;

/// Use of an emergency key by one customer on one license. For usage that the internal client
/// answers for, the customer is the license's holder.
///
/// @param customer absent while the license's holder is not known
/// @param daysInUse days of the business zone with at least one call on the key
/// @param emergencyKey what License Server says of the key
public record EmergencyKeyUse(
    LicenseId license,
    Optional<Customer> customer,
    Instant firstUse,
    Instant lastUse,
    int daysInUse,
    long calls,
    EmergencyKey emergencyKey) {

  /// When the key ends: as License Server says, else 15 days after its first use.
  public Instant end() {
    return emergencyKey.expires().orElseGet(() -> firstUse.plus(EmergencyKey.LIFETIME));
  }

  /// Whether the key has ended by the given time.
  public boolean over(Instant now) {
    return !now.isBefore(end());
  }
}
