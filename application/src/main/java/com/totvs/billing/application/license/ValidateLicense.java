package com.totvs.billing.application.license;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseId;
import com.totvs.billing.domain.license.LicenseState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Tells whether a license is known and valid, and whose it is. Asks License Server unless a fresh
/// enough answer is kept; when License Server is away, what is kept must do, and the answer says
/// so.
public final class ValidateLicense {
  private final Licenses licenses;
  private final LicenseServer licenseServer;
  private final LookupPolicy policy;
  private final Clock clock;

  public ValidateLicense(
      Licenses licenses, LicenseServer licenseServer, LookupPolicy policy, Clock clock) {
    this.licenses = licenses;
    this.licenseServer = licenseServer;
    this.policy = policy;
    this.clock = clock;
  }

  /// Validates one license.
  ///
  /// @param maxAge how old a kept answer may be to do; empty means the policy's `freshFor`
  /// @throws BillingException `LICENSE_SERVER_UNAVAILABLE` when nothing is kept and License Server
  ///   does not answer
  public Validation validate(LicenseId id, Optional<Duration> maxAge) {
    Instant now = clock.instant();
    Optional<License> kept = licenses.find(id);
    Instant oldest = now.minus(maxAge.orElse(policy.freshFor()));
    if (kept.filter(license -> suffices(license, oldest)).isPresent()) {
      return Validation.kept(kept.get(), "");
    }
    return switch (licenseServer.ask(id)) {
      case Answer.Held held -> {
        licenses.remember(id, held, now);
        yield Validation.told(held, now);
      }
      case Answer.Nobody() -> {
        kept.ifPresent(license -> licenses.setAside(id, Validation.NOBODY, nextAttempt(now)));
        yield Validation.nobody(kept.flatMap(License::customer), now);
      }
      case Answer.Silent(var why, var _) -> known(id, kept, why);
      case Answer.NotAsked(var why, var _) -> known(id, kept, why);
      case Answer.Denied(var why) -> known(id, kept, why);
    };
  }

  // What was wrong with an inactive license may be that nobody holds it since the holder was told.
  private static boolean suffices(License license, Instant oldest) {
    return license.confirmedSince(oldest) && (license.active() || license.reason().isEmpty());
  }

  private Instant nextAttempt(Instant now) {
    return now.plus(policy.setAsideDelay());
  }

  private static Validation known(LicenseId id, Optional<License> kept, String why) {
    return kept.filter(license -> license.state() != LicenseState.WAITING)
        .map(license -> Validation.kept(license, why))
        .orElseThrow(
            () ->
                BillingException.of(
                        Reason.LICENSE_SERVER_UNAVAILABLE,
                        "License Server does not answer, and the license is not known yet: " + why,
                        Map.of("licenseServerId", id.value()))
                    .retryAfter(Duration.ofSeconds(5)));
  }
}
