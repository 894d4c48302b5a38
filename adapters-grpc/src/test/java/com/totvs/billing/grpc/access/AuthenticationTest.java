package com.totvs.billing.grpc.access;

import static com.totvs.billing.grpc.TestTokens.sign;
import static com.totvs.billing.grpc.TestTokens.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.UnknownFieldSet;
import com.totvs.billing.application.Examples;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.grpc.WireExamples;
import com.totvs.billing.v1.ListSolutionsRequest;
import com.totvs.billing.v1.UsageServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_call_without_a_token_is_told_so() {
    Refusal refusal =
        Refusal.of(
            () ->
                UsageServiceGrpc.newBlockingStub(server.channel)
                    .recordUsage(WireExamples.request(WireExamples.usage())));

    assertThat(refusal.code()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(refusal.reason()).isEqualTo("TOKEN_MISSING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Basic dXNlcjpwYXNz", "bearer:x", "Bearer\t"})
  void another_way_to_authenticate_is_no_token(String value) {
    Refusal refusal =
        Refusal.of(
            () ->
                UsageServiceGrpc.newBlockingStub(server.channel)
                    .withInterceptors(TestServer.authorization(value))
                    .recordUsage(WireExamples.request(WireExamples.usage())));

    assertThat(refusal.reason()).isEqualTo("TOKEN_MISSING");
  }

  @Test
  void the_scheme_is_read_in_any_case() {
    assertThat(
            UsageServiceGrpc.newBlockingStub(server.channel)
                .withInterceptors(TestServer.authorization("bEARER  " + TestTokens.admin()))
                .recordUsage(WireExamples.request(WireExamples.usage()))
                .getDuplicate())
        .isFalse();
  }

  static Stream<String> forgeries() {
    String right = TestTokens.admin();
    String payload = right.split("\\.")[1];
    return Stream.of(
        "garbage",
        "a.b.c",
        "..",
        right + "x",
        right.substring(0, right.lastIndexOf('.') + 1),
        right.repeat(2),
        "A".repeat(9_000),
        header("{\"alg\":\"none\"}") + "." + payload + ".",
        header("{\"alg\":\"NONE\"}") + "." + payload + "." + right.split("\\.")[2],
        header("{\"alg\":\"HS256\",\"crit\":[\"b64\"]}") + "." + payload + ".x",
        header("[".repeat(2_000)) + "." + payload + ".x",
        raw("{\"exp\":1e300}"),
        raw("{\"exp\":9223372036854775807}"),
        raw("{\"exp\":\"soon\"}"),
        raw("{\"iss\":\"https://issuer.example\",\"aud\":\"billing\"}"),
        raw("{\"iss\":\"https://issuer.example\",\"aud\":\"billing\",\"exp\":31556889864403199}"),
        raw("[]"),
        raw("null"),
        sign(token().withHeader(Map.of("crit", List.of("b64")))),
        token().sign(Algorithm.HMAC512(TestTokens.SECRET)),
        token().sign(Algorithm.HMAC256("another secret of at least 32 bytes!".getBytes(UTF_8))),
        sign(token().withIssuer("https://elsewhere.example")),
        sign(token().withIssuer((String) null)),
        sign(token().withAudience("payroll")),
        sign(token().withAudience((String[]) null)),
        sign(token().withExpiresAt((Instant) null)),
        sign(token().withNotBefore(Examples.NOW.plus(Duration.ofSeconds(31)))),
        sign(token().withClaim("solution_project_ids", "dta-vision")),
        sign(token().withNullClaim("solution_project_ids")),
        sign(token().withClaim("solution_project_ids", Map.of("a", "b"))),
        sign(token().withClaim("solution_project_ids", List.of(1))),
        sign(token().withClaim("solution_project_ids", List.of("dta-vision", ""))),
        sign(token().withClaim("solution_project_ids", List.of("a\u0000b"))));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void a_token_that_is_not_right_in_every_part_is_refused(String forged) {
    Refusal refusal = refusal(forged);

    assertThat(refusal.code()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(refusal.reason()).isEqualTo("TOKEN_INVALID");
    assertThat(refusal.status().getMessage()).hasSizeLessThan(200);
  }

  @Test
  void an_expired_token_is_told_so() {
    Refusal refusal =
        refusal(sign(token().withExpiresAt(Examples.NOW.minus(Duration.ofSeconds(31)))));

    assertThat(refusal.code()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(refusal.reason()).isEqualTo("TOKEN_EXPIRED");
  }

  @Test
  void clocks_may_differ_by_the_leeway() {
    JWTCreator.Builder token =
        token()
            .withExpiresAt(Examples.NOW.minus(Duration.ofSeconds(29)))
            .withNotBefore(Examples.NOW.plus(Duration.ofSeconds(29)));

    assertThat(accepted(sign(token))).isTrue();
  }

  @Test
  void a_token_that_was_verified_before_is_still_refused_once_it_has_expired() {
    String token = sign(token().withExpiresAt(Examples.NOW));
    assertThat(accepted(token)).isTrue();

    server.clock.advance(TestTokens.LEEWAY.plusSeconds(1));

    assertThat(refusal(token).reason()).isEqualTo("TOKEN_EXPIRED");
  }

  @Test
  void scopes_that_billing_does_not_know_are_ignored() {
    assertThat(accepted(sign(token().withClaim("scope", " openid  usage:read\tx usage:read "))))
        .isTrue();
    assertThat(refusal(sign(token().withClaim("scope", List.of("usage:read")))).reason())
        .isEqualTo("SCOPE_MISSING");
    assertThat(refusal(sign(token().withClaim("scope", "USAGE:READ"))).reason())
        .isEqualTo("SCOPE_MISSING");
  }

  @Test
  void a_stranger_is_refused_before_the_message_is_read() {
    Refusal refusal =
        Refusal.of(
            () ->
                ClientCalls.blockingUnaryCall(
                    server.channel,
                    UsageServiceGrpc.getRecordUsageMethod().toBuilder(
                            ProtoUtils.marshaller(Empty.getDefaultInstance()),
                            ProtoUtils.marshaller(Empty.getDefaultInstance()))
                        .build(),
                    CallOptions.DEFAULT,
                    undecodable()));

    assertThat(refusal.reason()).isEqualTo("TOKEN_MISSING");
  }

  private static Empty undecodable() {
    return Empty.newBuilder()
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    1,
                    UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFromUtf8("\u0007x"))
                        .build())
                .build())
        .build();
  }

  private boolean accepted(String token) {
    return server
            .catalog(token)
            .listSolutions(ListSolutionsRequest.getDefaultInstance())
            .getSolutionsCount()
        == 0;
  }

  private Refusal refusal(String token) {
    return Refusal.of(() -> accepted(token));
  }

  private static String header(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  // Signed rightly, so that only the payload is wrong.
  private static String raw(String payload) {
    String signed = header("{\"alg\":\"HS256\"}") + "." + header(payload);
    String[] parts = signed.split("\\.");
    byte[] signature =
        TestTokens.SIGNATURE.sign(parts[0].getBytes(UTF_8), parts[1].getBytes(UTF_8));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }
}
