package com.totvs.billing.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.application.Examples;
import com.totvs.billing.domain.access.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Tokens as an issuer makes them.
public final class TestTokens {
  public static final byte[] SECRET = "an-example-secret-of-32-bytes-or-more".getBytes(UTF_8);
  public static final Algorithm SIGNATURE = Algorithm.HMAC256(SECRET);
  public static final String ISSUER = "https://issuer.example";
  public static final String AUDIENCE = "billing";
  public static final Duration LEEWAY = Duration.ofSeconds(30);

  private TestTokens() {}

  public static GrpcModule.Tokens expected(GrpcModule.KeySource keys) {
    return new GrpcModule.Tokens(ISSUER, AUDIENCE, LEEWAY, keys);
  }

  public static GrpcModule.Tokens expected() {
    return expected(new GrpcModule.KeySource.Secret(SECRET));
  }

  /// A token that is right but for what the test changes; it has every scope.
  public static JWTCreator.Builder token() {
    return token(Scope.values());
  }

  public static JWTCreator.Builder token(Scope... scopes) {
    return JWT.create()
        .withIssuer(ISSUER)
        .withAudience(AUDIENCE)
        .withSubject("vision-backend")
        .withExpiresAt(Examples.NOW.plus(Duration.ofHours(1)))
        .withClaim(
            "scope", Arrays.stream(scopes).map(Scope::text).collect(Collectors.joining(" ")));
  }

  public static String sign(JWTCreator.Builder token) {
    return token.sign(SIGNATURE);
  }

  public static String admin() {
    return sign(token());
  }

  public static String limitedTo(String... solutions) {
    return sign(token().withArrayClaim("solution_project_ids", solutions));
  }
}
