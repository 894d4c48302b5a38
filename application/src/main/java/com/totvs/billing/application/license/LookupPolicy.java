package com.totvs.billing.application.license;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When License Server is asked again.
///
/// @param lease how long a node has for one question; no other node asks meanwhile
/// @param firstDelay the wait after the first question that brought no answer; it doubles with each
/// @param longestDelay where doubling stops
/// @param setAsideDelay the wait after License Server said that nobody holds a license
/// @param refresh how old a holder may grow before it is confirmed in the background
/// @param freshFor how old a holder may be and still do without a question
public record LookupPolicy(
    Duration lease,
    Duration firstDelay,
    Duration longestDelay,
    Duration setAsideDelay,
    Duration refresh,
    Duration freshFor) {

  /// 30 s lease, 1 s doubling to 5 min, 6 h when set aside, 24 h refresh, 1 h fresh.
  public static final LookupPolicy DEFAULT =
      new LookupPolicy(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofHours(6),
          Duration.ofHours(24),
          Duration.ofHours(1));

  /// The wait after so many failed questions in a row: doubled each time, with up to half of it
  /// taken off at random, so that licenses which failed together are not asked together again.
  public Duration backoff(int failedAttempts, RandomGenerator random) {
    Duration whole = firstDelay.multipliedBy(1L << Math.min(Math.max(failedAttempts - 1, 0), 20));
    return jittered(whole.compareTo(longestDelay) < 0 ? whole : longestDelay, random);
  }

  /// The delay less up to half of it.
  public Duration jittered(Duration delay, RandomGenerator random) {
    return delay.minusMillis(random.nextLong(Math.max(1, delay.toMillis() / 2)));
  }
}
