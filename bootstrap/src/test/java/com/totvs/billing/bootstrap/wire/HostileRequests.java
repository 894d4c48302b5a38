package com.totvs.billing.bootstrap.wire;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.totvs.billing.v1.BatchRecordUsageRequest;
import com.totvs.billing.v1.GetUsageRequest;
import com.totvs.billing.v1.ListUsageRequest;
import com.totvs.billing.v1.RecordUsageRequest;
import com.totvs.billing.v1.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Hundreds of requests that must be refused.
final class HostileRequests {
  private static final String GOOD = "Bearer " + TestBilling.token(TestBilling.ALL_SCOPES);
  private static final String FIELDS = "INVALID_ARGUMENT INVALID_FIELDS";

  private final List<Hostile> all = new ArrayList<>();

  private HostileRequests() {}

  /// A request with nothing wrong.
  static Hostile harmless() {
    return new Hostile(
        "harmless", "RecordUsage", Optional.of(GOOD), record(usage().build()), Set.of());
  }

  static List<Hostile> all() {
    HostileRequests requests = new HostileRequests();
    requests.texts();
    requests.numbers();
    requests.times();
    requests.ids();
    requests.bytes();
    requests.otherMethods();
    requests.tokens();
    return requests.all;
  }

  private void texts() {
    Map<String, Integer> limits =
        Map.of(
            "license",
            128,
            "solution",
            64,
            "application",
            64,
            "solution text",
            255,
            "application text",
            255,
            "user",
            120);
    limits.forEach(
        (field, limit) -> {
          controls()
              .forEach(
                  c ->
                      wrong(field + " with U+%04X".formatted((int) c), text(field, "a" + c + "b")));
          for (int over : List.of(1, 2, 10_000, 1_000_000)) {
            wrong(field + " too long by " + over, text(field, "x".repeat(limit + over)));
            wrong(field + " too long in emojis", text(field, "\uD83D\uDE00".repeat(limit + 1)));
          }
        });
    for (String field : List.of("license", "solution", "application")) {
      for (String empty : List.of("", " ", "\u2003", "   ")) {
        wrong(field + " is empty", text(field, empty));
      }
    }
  }

  private static Stream<Character> controls() {
    return Stream.concat(
            IntStream.rangeClosed(0, 0x1F).boxed(), IntStream.rangeClosed(0x7F, 0x9F).boxed())
        .map(c -> (char) c.intValue());
  }

  private static UnaryOperator<Usage.Builder> text(String field, String value) {
    return usage ->
        switch (field) {
          case "license" -> usage.setLicenseServerId(value);
          case "solution" -> usage.setSolution(usage.getSolution().toBuilder().setProjectId(value));
          case "solution text" ->
              usage.setSolution(usage.getSolution().toBuilder().setDescription(value));
          case "application" ->
              usage.setApplication(usage.getApplication().toBuilder().setProjectId(value));
          case "application text" ->
              usage.setApplication(usage.getApplication().toBuilder().setDescription(value));
          default -> usage.setUser(value);
        };
  }

  private void numbers() {
    List<BiFunction<Usage.Builder, Long, Usage.Builder>> meters =
        List.of(
            Usage.Builder::setInputTokens,
            Usage.Builder::setOutputTokens,
            Usage.Builder::setImageSizeKb);
    for (var meter : meters) {
      for (long number :
          List.of(-1L, -1_000_000_000L, Long.MIN_VALUE, 1_000_000_001L, 1L << 32, Long.MAX_VALUE)) {
        wrong("a quantity of " + number, usage -> meter.apply(usage, number));
      }
    }
    for (int purpose : List.of(-1, 4, 5, 99, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
      wrong("purpose " + purpose, usage -> usage.setPurposeValue(purpose));
    }
  }

  private void times() {
    long now = Instant.now().getEpochSecond();
    for (long seconds :
        List.of(
            Long.MIN_VALUE,
            -62_135_596_801L,
            -62_135_596_800L,
            -1L,
            0L,
            now - Duration.ofDays(401).toSeconds(),
            now + Duration.ofMinutes(20).toSeconds(),
            253_402_300_799L,
            253_402_300_800L,
            Long.MAX_VALUE)) {
      wrong("time " + seconds, at(seconds, 0));
    }
    for (int nanos : List.of(-1, 1_000_000_000, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
      wrong("nanos " + nanos, at(now, nanos));
    }
    wrong("a random id without a time", usage -> usage.clearOccurredTime());
  }

  private static UnaryOperator<Usage.Builder> at(long seconds, int nanos) {
    return usage ->
        usage.setOccurredTime(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos));
  }

  private void ids() {
    for (String id :
        List.of(
            "x",
            "00000000-0000-0000-0000-000000000000",
            "00000000000000000000000000000000",
            "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6a",
            "g81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "f81d4fae7dec-11d0-a765-00a0c91e6bf6--",
            "'; DROP TABLE billing.usage; --",
            " f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "\u0000".repeat(36),
            "x".repeat(1_000_000))) {
      wrong("id " + id.substring(0, Math.min(40, id.length())), usage -> usage.setUsageId(id));
    }
  }

  private void bytes() {
    ByteString good = record(usage().build());
    for (int cut = 1; cut < good.size(); cut += 4) {
      undecodable("cut after " + cut, good.substring(0, cut));
    }
    refused("no usage", "RecordUsage", ByteString.EMPTY);
    undecodable("noise", bytes(0xFF, 1, 2, 3, 0xFF));
    undecodable("half a surrogate pair", user(bytes(0xED, 0xA0, 0x80)));
    undecodable("an overlong NUL", user(bytes(0xC0, 0x80)));
    undecodable("not UTF-8", user(bytes(0xFE)));
    told(
        "more than 4 MiB",
        "RecordUsage",
        record(usage().setUser("x".repeat(4 << 20)).build()),
        "RESOURCE_EXHAUSTED",
        "CANCELLED");
    refused(
        "nearly 4 MiB",
        "RecordUsage",
        record(usage().setUser("x".repeat((4 << 20) - 1_000)).build()));
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }

  private void otherMethods() {
    refused(
        "an empty batch",
        "BatchRecordUsage",
        BatchRecordUsageRequest.getDefaultInstance().toByteString());
    refused(
        "a batch of 1,001",
        "BatchRecordUsage",
        BatchRecordUsageRequest.newBuilder()
            .addAllUsages(Collections.nCopies(1_001, usage().build()))
            .build()
            .toByteString());
    refused("get nothing", "GetUsage", GetUsageRequest.getDefaultInstance().toByteString());
    refused(
        "get noise",
        "GetUsage",
        GetUsageRequest.newBuilder().setUsageId("1 OR 1=1").build().toByteString());
    refused(
        "a negative page",
        "ListUsage",
        ListUsageRequest.newBuilder().setPageSize(-1).build().toByteString());
    for (String token : List.of("x", "====", "AAAA", "x".repeat(100_000))) {
      told(
          "a made-up page token",
          "ListUsage",
          ListUsageRequest.newBuilder().setPageToken(token).build().toByteString(),
          "INVALID_ARGUMENT PAGE_TOKEN_MISMATCH");
    }
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
              "RecordUsage",
              Optional.of("Bearer " + TestBilling.token(scope)),
              record(usage().build()),
              Set.of("PERMISSION_DENIED SCOPE_MISSING")));
    }
  }

  private void wrong(String what, UnaryOperator<Usage.Builder> change) {
    all.add(
        new Hostile(
            what,
            "RecordUsage",
            Optional.of(GOOD),
            record(change.apply(usage()).build()),
            Set.of(FIELDS)));
  }

  private void refused(String what, String method, ByteString message) {
    told(what, method, message, FIELDS);
  }

  // What cannot be decoded, or is too large to be, gets the library's own status.
  private void undecodable(String what, ByteString message) {
    told(what, "RecordUsage", message, "UNKNOWN", "INTERNAL", "CANCELLED");
  }

  private void told(String what, String method, ByteString message, String... expected) {
    all.add(new Hostile(what, method, Optional.of(GOOD), message, Set.of(expected)));
  }

  private void unauthenticated(String what, Optional<String> token) {
    all.add(
        new Hostile(
            what,
            "RecordUsage",
            token,
            record(usage().build()),
            Set.of(
                "UNAUTHENTICATED TOKEN_MISSING",
                "UNAUTHENTICATED TOKEN_INVALID",
                "UNAUTHENTICATED TOKEN_EXPIRED")));
  }

  private static ByteString user(ByteString text) {
    UnknownFieldSet.Field field =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(text).build();
    return RecordUsageRequest.newBuilder()
        .setUsage(
            usage()
                .clearUser()
                .setUnknownFields(
                    UnknownFieldSet.newBuilder().addField(Usage.USER_FIELD_NUMBER, field).build()))
        .build()
        .toByteString();
  }

  private static ByteString record(Usage usage) {
    return RecordUsageRequest.newBuilder().setUsage(usage).build().toByteString();
  }

  private static Usage.Builder usage() {
    Usage.Builder usage =
        Usage.newBuilder()
            .setUsageId(
                UUID.nameUUIDFromBytes("hostile".getBytes(StandardCharsets.UTF_8)).toString())
            .setOccurredTime(
                Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() / 86_400 * 86_400))
            .setLicenseServerId("LS-1")
            .setUser("maria");
    usage.getSolutionBuilder().setProjectId("dta-vision").setDescription("DTA Vision");
    usage.getApplicationBuilder().setProjectId("cp").setDescription("C&P");
    return usage;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
