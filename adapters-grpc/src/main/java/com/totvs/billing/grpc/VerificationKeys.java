package com.totvs.billing.grpc;

import com.auth0.jwt.algorithms.Algorithm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys that tokens are verified with. Each key brings its algorithm, so that a token never
/// chooses one.
interface VerificationKeys extends GrpcModule.Keys {

  /// The key of this id, if there is one; tokens may name none.
  Optional<Algorithm> find(@Nullable String keyId);
}
