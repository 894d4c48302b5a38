package com.totvs.billing.application.usage;

import com.totvs.billing.application.license.Answer;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.license.LookupPolicy;
import com.totvs.billing.domain.license.License;
import com.totvs.billing.domain.license.LicenseState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the customer who answers for each license that is due, and settles its waiting usage. Any
/// number of nodes may run it at once: each license is taken by one, and settling twice changes
/// nothing. A node that dies leaves its licenses due again when their lease ends.
public final class SettleUsage {
  private static final Logger log = LoggerFactory.getLogger(SettleUsage.class);
  private static final int BATCH = 5_000;

  private final UsageJournal journal;
  private final Licenses licenses;
  private final LicenseServer licenseServer;
  private final LookupPolicy policy;
  private final Clock clock;
  private final RandomGenerator random;

  public SettleUsage(
      UsageJournal journal,
      Licenses licenses,
      LicenseServer licenseServer,
      LookupPolicy policy,
      Clock clock,
      RandomGenerator random) {
    this.journal = journal;
    this.licenses = licenses;
    this.licenseServer = licenseServer;
    this.policy = policy;
    this.clock = clock;
    this.random = random;
  }

  /// Takes at most `limit` due licenses, one after the other, and returns how many it took.
  public int settle(int limit) {
    List<License> due = licenses.claimDue(limit, clock.instant(), policy.lease());
    due.forEach(this::settle);
    return due.size();
  }

  private void settle(License license) {
    Instant now = clock.instant();
    if (license.state() == LicenseState.KNOWN) {
      // A node that died may have left usage behind: the holder it found answers for it, whatever
      // License Server says by now.
      settleWaiting(license);
    }
    if (license.confirmedSince(now.minus(policy.freshFor()))) {
      rest(license, now);
    } else {
      ask(license, now);
    }
  }

  private void ask(License license, Instant now) {
    switch (licenseServer.ask(license.id())) {
      case Answer.Held held -> {
        licenses.remember(license.id(), held, now);
        settleWaiting(license);
        rest(license, now);
      }
      case Answer.Nobody() -> {
        log.warn("license {} is set aside: nobody holds it", license.id());
        licenses.setAside(
            license.id(),
            "nobody holds the license, says License Server",
            now.plus(policy.jittered(policy.setAsideDelay(), random)));
      }
      case Answer.Silent(var why, var retryAfter) ->
          postpone(license, why, retryAfter.orElse(Duration.ZERO));
      case Answer.NotAsked(var why, var retryAfter) ->
          licenses.postpone(license.id(), why, now.plus(spread(retryAfter)), false);
      case Answer.Denied(var why) -> {
        log.error(
            "ALARM: License Server refuses our credential, no license can be settled: {}", why);
        postpone(license, why, policy.longestDelay().dividedBy(2));
      }
    }
  }

  private void postpone(License license, String why, Duration atLeast) {
    Duration backoff = policy.backoff(license.failedAttempts() + 1, random);
    Duration delay = backoff.compareTo(atLeast) > 0 ? backoff : spread(atLeast);
    log.info("license {} is asked again in {}: {}", license.id(), delay, why);
    licenses.postpone(license.id(), why, clock.instant().plus(delay), true);
  }

  // Never less than what License Server asked for, and not all at the same moment.
  private Duration spread(Duration atLeast) {
    return atLeast.plusMillis(random.nextLong(policy.firstDelay().toMillis() + 1));
  }

  private void rest(License license, Instant now) {
    licenses.rest(license.id(), now.plus(policy.jittered(policy.refresh(), random)));
  }

  private void settleWaiting(License license) {
    long settled = 0;
    int batch;
    do {
      batch = journal.settle(license.id(), BATCH);
      settled += batch;
    } while (batch == BATCH);
    if (settled > 0) {
      log.info("license {}: {} waiting records are settled", license.id(), settled);
    }
  }
}
