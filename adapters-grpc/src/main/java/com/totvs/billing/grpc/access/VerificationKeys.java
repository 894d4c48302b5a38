package com.totvs.billing.grpc.access;

import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.application.health.Finding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys that tokens are verified with. Each key brings its algorithm, so that a token never
/// chooses one.
public interface VerificationKeys {

  /// The key of this id, if there is one; tokens may name none.
  Optional<Algorithm> find(@Nullable String keyId);

  /// Whether the keys can be read right now. Never fails.
  Finding inspect();
}
