package com.totvs.billing.grpc.access;

import com.auth0.jwk.InvalidPublicKeyException;
import com.auth0.jwk.Jwk;
import com.auth0.jwt.algorithms.Algorithm;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which keys of a JWKS may sign tokens: named ones, RSA of at least 2,048 bits for RS256 and P-256
/// for ES256.
final class Jwks {
  private static final Logger log = LoggerFactory.getLogger(Jwks.class);
  private static final int LEAST_RSA_BITS = 2_048;
  private static final int P256_BITS = 256;

  private Jwks() {}

  /// The usable keys by their ids; the others are left out with a warning.
  static Map<String, Algorithm> usable(List<Jwk> published) {
    Map<String, Algorithm> usable = new HashMap<>();
    for (Jwk jwk : published) {
      Optional<Algorithm> algorithm = algorithm(jwk);
      if (jwk.getId() == null || algorithm.isEmpty()) {
        log.warn("the key {} of type {} cannot verify tokens", jwk.getId(), jwk.getType());
      } else {
        usable.put(jwk.getId(), algorithm.get());
      }
    }
    return Map.copyOf(usable);
  }

  private static Optional<Algorithm> algorithm(Jwk jwk) {
    if ("enc".equals(jwk.getUsage())) {
      return Optional.empty();
    }
    try {
      return algorithm(jwk.getPublicKey())
          .filter(it -> jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(it.getName()));
    } catch (InvalidPublicKeyException | RuntimeException e) {
      // A key the library cannot read must not hide the readable ones beside it.
      return Optional.empty();
    }
  }

  private static Optional<Algorithm> algorithm(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() >= LEAST_RSA_BITS ->
          Optional.of(Algorithm.RSA256(rsa, null));
      case ECPublicKey ec when ec.getParams().getOrder().bitLength() == P256_BITS ->
          Optional.of(Algorithm.ECDSA256(ec, null));
      default -> Optional.empty();
    };
  }
}
