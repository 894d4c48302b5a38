package com.totvs.billing.domain.month;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/// That a month was closed. A closing that was taken back stays written down.
///
/// @param number counts up over all months
/// @param run the run whose lines are the month's
/// @param reason why it was closed in spite of obstacles; empty if there was none to be forced
/// @param acceptUnsettled whether usage without a customer was accepted
/// @param digest tells the lines as they were when the month was closed from any others
/// @param reopening empty while the closing holds
public record Closing(
    long number,
    YearMonth month,
    long run,
    Instant time,
    String closedBy,
    String reason,
    boolean acceptUnsettled,
    String digest,
    Optional<Reopening> reopening) {

  /// That a closing was taken back.
  public record Reopening(Instant time, String reopenedBy, String reason) {}

  /// Whether it holds.
  public boolean holds() {
    return reopening.isEmpty();
  }

  /// The same, taken back.
  public Closing reopened(Reopening how) {
    return new Closing(
        number, month, run, time, closedBy, reason, acceptUnsettled, digest, Optional.of(how));
  }
}
