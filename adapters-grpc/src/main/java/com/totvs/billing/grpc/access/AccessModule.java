package com.totvs.billing.grpc.access;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.function.Function;

/// Binds [Authentication], and the [VerificationKeys] it trusts.
public final class AccessModule extends AbstractModule {
  private final TokenRules rules;
  private final Function<Clock, VerificationKeys> keys;

  private AccessModule(TokenRules rules, Function<Clock, VerificationKeys> keys) {
    this.rules = rules;
    this.keys = keys;
  }

  /// Trusts tokens that are signed with a secret, by HS256.
  ///
  /// @param secret at least 32 bytes
  public static AccessModule trusting(TokenRules rules, byte[] secret) {
    SharedSecret key = new SharedSecret(secret);
    return new AccessModule(rules, _ -> key);
  }

  /// Trusts tokens that are signed with a key of a JWKS, by RS256 or ES256.
  ///
  /// @param jwks a `file:`, `http:` or `https:` address
  public static AccessModule trusting(TokenRules rules, URI jwks) {
    return new AccessModule(rules, clock -> new PublishedKeys(jwks, clock));
  }

  @Override
  protected void configure() {
    // Bound, so that tests can let time pass.
    bind(Ticker.class).toInstance(Ticker.systemTicker());
  }

  @Provides
  @Singleton
  VerificationKeys verificationKeys(Clock clock) {
    return keys.apply(clock);
  }

  @Provides
  @Singleton
  Authentication authentication(VerificationKeys keys, Clock clock, Ticker ticker) {
    TokenReader reader = new TokenReader(rules, keys, clock);
    return new Authentication(new VerifiedTokens(reader, clock, ticker));
  }
}
