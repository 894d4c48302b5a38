package com.totvs.billing.grpc.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier.BaseVerification;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.AlgorithmMismatchException;
import com.auth0.jwt.exceptions.IncorrectClaimException;
import com.auth0.jwt.exceptions.MissingClaimException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Reason;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.catalog.SolutionId;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a token: signature, issuer, audience and times first, then who the caller is.
final class TokenReader {
  private static final int MAX_TOKEN_CHARS = 8 << 10;
  private static final String SOLUTIONS = "solution_project_ids";

  private final TokenRules tokens;
  private final VerificationKeys keys;
  private final Clock clock;

  TokenReader(TokenRules tokens, VerificationKeys keys, Clock clock) {
    this.tokens = tokens;
    this.keys = keys;
    this.clock = clock;
  }

  /// A caller, and until when the token says so, leeway included.
  record Verified(Caller caller, Instant until) {}

  /// @throws BillingException `TOKEN_INVALID` or `TOKEN_EXPIRED`
  Verified read(String token) {
    if (token.length() > MAX_TOKEN_CHARS) {
      throw invalid("it is longer than " + MAX_TOKEN_CHARS + " characters");
    }
    try {
      return verified(JWT.decode(token));
    } catch (TokenExpiredException e) {
      throw BillingException.of(Reason.TOKEN_EXPIRED, "the token has expired");
    } catch (BillingException e) {
      throw e;
    } catch (RuntimeException e) {
      // Hostile tokens make the library throw more than it declares, such as overflowing times.
      throw invalid(why(e));
    }
  }

  private Verified verified(DecodedJWT jwt) {
    // RFC 7515, section 4.1.11: what we do not understand we must not accept.
    if (!jwt.getHeaderClaim("crit").isMissing()) {
      throw invalid("it holds a critical header");
    }
    Algorithm key =
        keys.find(jwt.getKeyId()).orElseThrow(() -> invalid("no key has the id it names"));
    verification(key).build(clock).verify(jwt);
    Instant expires = jwt.getExpiresAtAsInstant();
    // The library takes an exp of null for one that is there.
    if (expires == null) {
      throw invalid("the claim exp is missing");
    }
    return new Verified(caller(jwt), expires.plus(tokens.leeway()));
  }

  private static Caller caller(DecodedJWT jwt) {
    return new Caller(
        Objects.requireNonNullElse(jwt.getSubject(), ""), scopes(jwt), solutions(jwt));
  }

  private BaseVerification verification(Algorithm key) {
    return (BaseVerification)
        JWT.require(key)
            .withIssuer(tokens.issuer())
            .withAudience(tokens.audience())
            .acceptLeeway(tokens.leeway().toSeconds());
  }

  private static String why(RuntimeException e) {
    return switch (e) {
      case AlgorithmMismatchException _ -> "its algorithm is not the one of its key";
      case SignatureVerificationException _ -> "its signature is wrong";
      case MissingClaimException missing -> "the claim " + missing.getClaimName() + " is missing";
      case IncorrectClaimException wrong -> "the claim " + wrong.getClaimName() + " is wrong";
      default -> "it cannot be read";
    };
  }

  private static Set<Scope> scopes(DecodedJWT jwt) {
    String scope = Objects.requireNonNullElse(jwt.getClaim("scope").asString(), "");
    return Arrays.stream(scope.split(" "))
        .flatMap(text -> Scope.of(text).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  // A limit that cannot be understood must not become no limit.
  private static Optional<Set<SolutionId>> solutions(DecodedJWT jwt) {
    Claim claim = jwt.getClaim(SOLUTIONS);
    if (claim.isMissing()) {
      return Optional.empty();
    }
    List<Object> ids = claim.asList(Object.class);
    if (ids == null) {
      throw invalid("the claim " + SOLUTIONS + " is not an array");
    }
    return Optional.of(
        ids.stream().map(TokenReader::solution).collect(Collectors.toUnmodifiableSet()));
  }

  private static SolutionId solution(Object id) {
    if (id instanceof String text) {
      try {
        return new SolutionId(text);
      } catch (BillingException e) {
        throw invalid("the claim " + SOLUTIONS + " holds an invalid id");
      }
    }
    throw invalid("the claim " + SOLUTIONS + " holds an id that is not a string");
  }

  private static BillingException invalid(String why) {
    return BillingException.of(Reason.TOKEN_INVALID, "the token is not valid: " + why);
  }
}
