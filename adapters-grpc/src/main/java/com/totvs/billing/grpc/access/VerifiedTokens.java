package com.totvs.billing.grpc.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.grpc.access.TokenReader.Verified;
import java.time.Clock;
import java.time.Duration;

/// Remembers for a minute whom a token names, since backends send the same one thousands of times a
/// second. Only verified tokens get in, so strangers cannot fill it; none outlives its expiry, and
/// a key that was taken away is felt within the minute.
final class VerifiedTokens {
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);
  private static final int MOST_TOKENS = 1_000;

  private final TokenReader reader;
  private final Clock clock;
  private final Cache<String, Verified> verified;

  VerifiedTokens(TokenReader reader, Clock clock, Ticker ticker) {
    this.reader = reader;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .expireAfterWrite(REMEMBERED_FOR)
            .ticker(ticker)
            .build();
  }

  /// @throws BillingException `TOKEN_INVALID` or `TOKEN_EXPIRED`
  Caller caller(String token) {
    Verified known = verified.getIfPresent(token);
    if (known == null || !clock.instant().isBefore(known.until())) {
      known = reader.read(token);
      verified.put(token, known);
    }
    return known.caller();
  }
}
