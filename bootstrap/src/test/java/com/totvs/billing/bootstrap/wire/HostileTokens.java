package com.totvs.billing.bootstrap.wire;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Requests that only their token makes wrong.
final class HostileTokens {
  private final List<Hostile> all = new ArrayList<>();

  private HostileTokens() {}

  static List<Hostile> all() {
    HostileTokens requests = new HostileTokens();
    requests.tokens();
    return requests.all;
  }

  private void tokens() {
    String good = TestBilling.token(TestBilling.ALL_SCOPES);
    String[] parts = good.split("\\.");
    unauthenticated("no token", Optional.empty());
    for (String value :
        List.of(
            "",
            "Bearer",
            "Bearer ",
            "Basic " + good,
            good,
            "Bearer x",
            "Bearer a.b.c",
            "Bearer ..")) {
      unauthenticated("authorization " + value, Optional.of(value));
    }
    for (String header :
        List.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"None\",\"typ\":\"JWT\"}",
            "{\"alg\":\"HS384\"}",
            "{\"alg\":\"HS512\"}",
            "{\"alg\":\"RS256\",\"kid\":\"1\"}",
            "{\"alg\":\"ES256\"}",
            "{}",
            "[]",
            "not json")) {
      for (String signature : List.of("", parts[2])) {
        unauthenticated(
            "header " + header,
            Optional.of("Bearer " + base64(header) + "." + parts[1] + "." + signature));
      }
    }
    for (int at : List.of(0, 1, 10, parts[1].length() - 1)) {
      StringBuilder changed = new StringBuilder(parts[1]);
      changed.setCharAt(at, changed.charAt(at) == 'A' ? 'B' : 'A');
      unauthenticated(
          "claims changed at " + at,
          Optional.of("Bearer " + parts[0] + "." + changed + "." + parts[2]));
    }
    Algorithm ours = Algorithm.HMAC256(TestBilling.SECRET);
    Instant now = Instant.now();
    for (String token :
        List.of(
            JWT.create().sign(ours),
            TestBilling.claims("usage:write").withExpiresAt(now.minusSeconds(60)).sign(ours),
            TestBilling.claims("usage:write").withExpiresAt(Instant.EPOCH).sign(ours),
            TestBilling.claims("usage:write").withNotBefore(now.plusSeconds(600)).sign(ours),
            TestBilling.claims("usage:write").withIssuer("else").sign(ours),
            TestBilling.claims("usage:write").withAudience("else").sign(ours),
            TestBilling.claims("usage:write").sign(Algorithm.HMAC384(TestBilling.SECRET)),
            TestBilling.claims("usage:write").sign(Algorithm.HMAC512(TestBilling.SECRET)),
            TestBilling.claims("usage:write").sign(Algorithm.none()),
            TestBilling.claims("usage:write").withClaim("solution_project_ids", "all").sign(ours),
            TestBilling.claims("usage:write")
                .sign(Algorithm.HMAC256("not the secret, but 32 bytes too")))) {
      unauthenticated("a token that is wrong in itself", Optional.of("Bearer " + token));
    }
    for (String scope : List.of("", "usage:read", "USAGE:WRITE", "usage:writer", "usage", "*")) {
      all.add(
          new Hostile(
              "scope " + scope,
              HarmlessUsage.RECORD,
              Optional.of("Bearer " + TestBilling.token(scope)),
              HarmlessUsage.record(HarmlessUsage.usage().build()),
              Set.of("PERMISSION_DENIED SCOPE_MISSING")));
    }
  }

  private void unauthenticated(String what, Optional<String> token) {
    all.add(
        new Hostile(
            what,
            HarmlessUsage.RECORD,
            token,
            HarmlessUsage.record(HarmlessUsage.usage().build()),
            Set.of(
                "UNAUTHENTICATED TOKEN_MISSING",
                "UNAUTHENTICATED TOKEN_INVALID",
                "UNAUTHENTICATED TOKEN_EXPIRED")));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
