package com.totvs.billing.grpc.access;

import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.application.health.Finding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one secret that issuer and server share, whatever id a token gives it.
final class SharedSecret implements VerificationKeys {
  private final Optional<Algorithm> key;

  SharedSecret(byte[] secret) {
    key = Optional.of(Algorithm.HMAC256(secret));
  }

  @Override
  public Optional<Algorithm> find(@Nullable String keyId) {
    return key;
  }

  @Override
  public Finding inspect() {
    return new Finding("token keys are readable", true, "a shared secret for HS256 is set");
  }
}
