package com.totvs.billing.application.license;

import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.EmergencyKey;
import java.time.Duration;
import java.util.Optional;

/// What License Server says when asked about a license, or why it says nothing.
public sealed interface Answer {

  /// Somebody holds the license.
  ///
  /// @param active whether it may be used
  record Held(Customer customer, boolean active, EmergencyKey emergencyKey) implements Answer {}

  /// Nobody holds it.
  record Nobody() implements Answer {}

  /// No usable answer: to be asked again, not before `retryAfter` where that is told. The text is
  /// shown to people and holds no secret.
  record Silent(String why, Optional<Duration> retryAfter) implements Answer {}

  /// The question was not sent, since License Server has been failing: it counts as no attempt.
  record NotAsked(String why, Duration retryAfter) implements Answer {}

  /// License Server refuses our credential: a person must mend the settings.
  record Denied(String why) implements Answer {}
}
