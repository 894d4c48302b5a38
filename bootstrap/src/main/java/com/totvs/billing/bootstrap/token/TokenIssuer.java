package com.totvs.billing.bootstrap.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.settings.SettingsException;
import com.totvs.billing.bootstrap.settings.SettingsException.Problem;
import com.totvs.billing.bootstrap.settings.TokenSettings;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.catalog.SolutionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Issues development tokens, signed with the secret that the server verifies with.
public final class TokenIssuer {
  private final Algorithm algorithm;
  private final String issuer;
  private final String audience;
  private final Clock clock;

  private TokenIssuer(Algorithm algorithm, String issuer, String audience, Clock clock) {
    this.algorithm = algorithm;
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
  }

  /// An issuer for the server with these settings.
  ///
  /// @throws SettingsException when that server verifies with a JWKS, whose private keys are not
  ///   ours
  public static TokenIssuer of(Settings settings, Clock clock) {
    byte[] secret =
        SigningKey.of(settings)
            .orElseThrow(
                () ->
                    new SettingsException(
                        List.of(
                            new Problem(
                                TokenSettings.JWKS.name() + ":",
                                "is set, so tokens come from whoever holds its private keys: no"
                                    + " development token can be issued",
                                ""))));
    return new TokenIssuer(
        Algorithm.HMAC256(secret),
        settings.get(TokenSettings.ISSUER),
        settings.get(TokenSettings.AUDIENCE),
        clock);
  }

  /// A signed token (JWT, compact form).
  public String issue(Grant grant) {
    Instant now = clock.instant();
    JWTCreator.Builder token =
        JWT.create()
            .withJWTId(UUID.randomUUID().toString())
            .withIssuer(issuer)
            .withAudience(audience)
            .withSubject(grant.subject())
            .withIssuedAt(now)
            .withExpiresAt(now.plus(grant.validFor()))
            .withClaim(
                "scope",
                grant.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(" ")));
    if (!grant.solutions().isEmpty()) {
      token.withArrayClaim(
          "solution_project_ids",
          grant.solutions().stream().map(SolutionId::value).sorted().toArray(String[]::new));
    }
    return token.sign(algorithm);
  }
}
