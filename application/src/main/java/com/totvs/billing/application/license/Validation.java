package com.totvs.billing.application.license;

import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseState;
import java.time.Instant;
import java.util.Optional;

/// The answer to "is this license known and valid, and whose is it?".
///
/// @param known whether License Server knows the id
/// @param valid whether the id is known and may be used
/// @param customer who holds it, or last held it
/// @param confirmed when License Server gave this answer
/// @param fresh whether License Server gave it just now; otherwise it is the kept one
/// @param problem why License Server could not be asked, when it should have been; else empty
public record Validation(
    boolean known,
    boolean valid,
    Optional<Customer> customer,
    EmergencyKey emergencyKey,
    Optional<Instant> confirmed,
    boolean fresh,
    String problem) {

  static final String NOBODY = "nobody holds the license, says License Server";

  static Validation told(Answer.Held held, Instant now) {
    return new Validation(
        true,
        held.active(),
        Optional.of(held.customer()),
        held.emergencyKey(),
        Optional.of(now),
        true,
        "");
  }

  static Validation nobody(Optional<Customer> lastHolder, Instant now) {
    return new Validation(
        false, false, lastHolder, EmergencyKey.NOT_TOLD, Optional.of(now), true, "");
  }

  static Validation kept(License license, String problem) {
    boolean known = license.state() == LicenseState.KNOWN;
    return new Validation(
        known,
        known && license.active(),
        license.customer(),
        license.emergencyKey(),
        license.confirmed(),
        false,
        problem);
  }
}
