package com.totvs.billing.domain.license;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What License Server says of an emergency key on a license.
public record EmergencyKey(State state, Optional<Instant> issued, Optional<Instant> expires) {

  /// How long a key lasts when License Server does not tell its end.
  public static final Duration LIFETIME = Duration.ofDays(15);

  /// License Server has not told; that is not the same as inactive.
  public static final EmergencyKey NOT_TOLD =
      new EmergencyKey(State.NOT_TOLD, Optional.empty(), Optional.empty());

  /// Whether the license runs on an emergency key.
  public enum State {
    NOT_TOLD,
    ACTIVE,
    INACTIVE
  }
}
