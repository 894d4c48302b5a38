package com.totvs.billing.grpc.access;

import com.auth0.jwk.JwkException;
import com.auth0.jwk.UrlJwkProvider;
import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.application.health.Finding;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The issuer's public keys, read from a JWKS. An unknown key id has the set read again, at most
/// once in 10 s however many are asked for; a known one has it read in the background when it is 5
/// minutes old, so that a key taken out of the set is soon refused. While the set cannot be read,
/// the keys known so far stay good.
///
/// The library's own cache forgets keys one by one during an outage, hence this one.
final class PublishedKeys implements VerificationKeys {
  private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);
  static final Duration FRESH_FOR = Duration.ofMinutes(5);

  private final URI location;
  private final UrlJwkProvider source;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Map<String, Algorithm> keys = Map.of();
  private volatile Instant freshUntil = Instant.MIN;
  private volatile Instant nextAttempt = Instant.MIN;

  PublishedKeys(URI location, Clock clock) {
    this.location = location;
    this.clock = clock;
    try {
      source = new UrlJwkProvider(location.toURL(), CONNECT_MILLIS, READ_MILLIS);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not an address of a JWKS: " + location, e);
    }
  }

  @Override
  public Optional<Algorithm> find(@Nullable String keyId) {
    if (keyId == null) {
      return Optional.empty();
    }
    Algorithm known = keys.get(keyId);
    if (known == null) {
      readUnlessKnown(keyId);
      return Optional.ofNullable(keys.get(keyId));
    }
    if (clock.instant().isAfter(freshUntil) && due()) {
      Thread.startVirtualThread(this::readInBackground);
    }
    return Optional.of(known);
  }

  @Override
  public Finding inspect() {
    String what = "token keys are readable";
    try {
      int usable = Jwks.usable(source.getAll()).size();
      return usable > 0
          ? new Finding(what, true, usable + " keys at " + location)
          : new Finding(what, false, location + " holds no named RSA or P-256 key: add one");
    } catch (JwkException e) {
      return new Finding(what, false, location + " cannot be read: check address and network");
    }
  }

  // Whoever waited for the lock finds the key that the one before has just read.
  private void readUnlessKnown(String keyId) {
    reading.lock();
    try {
      if (!keys.containsKey(keyId) && due()) {
        read();
      }
    } finally {
      reading.unlock();
    }
  }

  private void readInBackground() {
    if (reading.tryLock()) {
      try {
        if (due()) {
          read();
        }
      } finally {
        reading.unlock();
      }
    }
  }

  private boolean due() {
    return !clock.instant().isBefore(nextAttempt);
  }

  private void read() {
    nextAttempt = clock.instant().plus(LEAST_INTERVAL);
    try {
      Map<String, Algorithm> read = Jwks.usable(source.getAll());
      if (!read.keySet().equals(keys.keySet())) {
        log.info("token keys at {} are now {}", location, read.keySet());
      }
      keys = read;
      freshUntil = clock.instant().plus(FRESH_FOR);
    } catch (JwkException e) {
      log.warn("token keys at {} cannot be read, {} stay good", location, keys.keySet(), e);
    }
  }
}
