package com.totvs.billing.grpc.access;

import static com.totvs.billing.grpc.TestTokens.token;
import static com.totvs.billing.grpc.access.JwksServer.jwk;
import static com.totvs.billing.grpc.access.JwksServer.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.grpc.GrpcModule.KeySource.Jwks;
import com.totvs.billing.grpc.Refusal;
import com.totvs.billing.grpc.TestServer;
import com.totvs.billing.grpc.TestTokens;
import com.totvs.billing.v1.ListSolutionsRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedKeysTest {
  private static final KeyPair RSA = newKey("RSA", 2_048);
  private static final KeyPair NEXT_RSA = newKey("RSA", 2_048);
  private static final KeyPair EC = newKey("EC", 256);

  private final JwksServer issuer = new JwksServer();
  private final TestServer server =
      new TestServer(TestTokens.expected(new Jwks(issuer.location())));

  PublishedKeysTest() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  @Test
  void tokens_signed_with_a_published_rsa_or_p256_key_are_accepted() {
    issuer.publishes(jwk("r", RSA.getPublic()), jwk("e", EC.getPublic()));

    assertThat(answer(rsa("r", RSA))).isEqualTo("OK");
    assertThat(answer(ec("e", EC))).isEqualTo("OK");
    assertThat(answer(rsa("r", NEXT_RSA))).isEqualTo("TOKEN_INVALID");
    assertThat(answer(ec("r", EC))).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void a_public_key_is_never_taken_for_a_secret() {
    issuer.publishes(jwk("r", RSA.getPublic()));
    Algorithm confused = Algorithm.HMAC256(RSA.getPublic().getEncoded());

    assertThat(answer(token().withKeyId("r").sign(confused))).isEqualTo("TOKEN_INVALID");
    assertThat(answer(token().withKeyId("r").sign(Algorithm.none()))).isEqualTo("TOKEN_INVALID");
    assertThat(
            answer(
                token()
                    .withKeyId("r")
                    .sign(
                        Algorithm.RSA512(
                            (RSAPublicKey) RSA.getPublic(), (RSAPrivateKey) RSA.getPrivate()))))
        .isEqualTo("TOKEN_INVALID");
  }

  @Test
  void a_token_that_names_no_key_is_refused() {
    issuer.publishes(jwk("r", RSA.getPublic()));

    assertThat(answer(rsa(null, RSA))).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void weak_foreign_and_broken_keys_are_left_out_and_hide_no_other() {
    KeyPair weak = newKey("RSA", 1_024);
    issuer.publishes(
        jwk("weak", weak.getPublic()),
        jwk("p384", newKey("EC", 384).getPublic()),
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"o\",\"x\":\"AAAA\"}",
        "{\"kty\":\"RSA\",\"kid\":\"broken\",\"n\":\"!\",\"e\":\"AQAB\"}",
        jwk("enc", RSA.getPublic()).replace("\"sig\"", "\"enc\""),
        jwk("other", RSA.getPublic()).replace("\"sig\"", "\"sig\",\"alg\":\"PS256\""),
        jwk("r", RSA.getPublic()));

    assertThat(answer(rsa("r", RSA))).isEqualTo("OK");
    assertThat(answer(rsa("weak", weak))).isEqualTo("TOKEN_INVALID");
    assertThat(answer(rsa("enc", RSA))).isEqualTo("TOKEN_INVALID");
    assertThat(answer(rsa("other", RSA))).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void a_new_key_is_found_when_the_first_token_names_it() {
    issuer.publishes(jwk("1", RSA.getPublic()));
    assertThat(answer(rsa("1", RSA))).isEqualTo("OK");

    issuer.publishes(jwk("2", NEXT_RSA.getPublic()));
    server.clock.advance(PublishedKeys.LEAST_INTERVAL);

    assertThat(answer(rsa("2", NEXT_RSA))).isEqualTo("OK");
    assertThat(answer(rsa("1", RSA))).isEqualTo("OK"); // The verified token is good for a minute.
    server.clock.advance(Duration.ofMinutes(1));
    assertThat(answer(rsa("1", RSA))).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void unknown_keys_ask_the_issuer_at_most_once_in_ten_seconds() {
    issuer.publishes(jwk("1", RSA.getPublic()));

    for (int i = 0; i < 50; i++) {
      assertThat(answer(rsa("unknown-" + i, RSA))).isEqualTo("TOKEN_INVALID");
    }

    assertThat(issuer.asked).hasValue(1);
    server.clock.advance(PublishedKeys.LEAST_INTERVAL);
    assertThat(answer(rsa("unknown", RSA))).isEqualTo("TOKEN_INVALID");
    assertThat(issuer.asked).hasValue(2);
  }

  @Test
  void known_keys_stay_good_while_the_issuer_is_away() throws Exception {
    issuer.publishes(jwk("1", RSA.getPublic()));
    assertThat(answer(rsa("1", RSA))).isEqualTo("OK");

    issuer.goesAway(true);
    server.clock.advance(PublishedKeys.FRESH_FOR.plusSeconds(1));

    assertThat(answer(rsa("1", RSA))).isEqualTo("OK");
    awaitAsked(2);
    assertThat(answer(rsa("2", RSA))).isEqualTo("TOKEN_INVALID");
    assertThat(answer(rsa("1", RSA))).isEqualTo("OK");
  }

  @Test
  void a_key_that_was_taken_away_is_noticed_without_an_unknown_one() throws Exception {
    issuer.publishes(jwk("1", RSA.getPublic()));
    assertThat(answer(rsa("1", RSA))).isEqualTo("OK");

    issuer.publishes(jwk("2", NEXT_RSA.getPublic()));
    server.clock.advance(PublishedKeys.FRESH_FOR.plusSeconds(1));
    assertThat(answer(rsa("1", RSA))).isEqualTo("OK");
    awaitAsked(2);
    server.clock.advance(Duration.ofMinutes(1));

    awaitAnswer(rsa("1", RSA), "TOKEN_INVALID");
  }

  @Test
  void keys_are_read_from_a_file_too(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("jwks.json");
    Files.writeString(file, JwksServer.set(jwk("1", RSA.getPublic())));

    try (TestServer fromFile = new TestServer(TestTokens.expected(new Jwks(file.toUri())))) {
      assertThat(answer(fromFile, rsa("1", RSA))).isEqualTo("OK");
    }
  }

  @Test
  void an_inspection_says_whether_there_are_keys(@TempDir Path directory) {
    issuer.publishes(jwk("1", RSA.getPublic()));
    assertThat(keys(issuer.location()).inspect().right()).isTrue();

    issuer.publishes("{\"kty\":\"OKP\",\"kid\":\"o\"}");
    assertThat(keys(issuer.location()).inspect().right()).isFalse();
    issuer.goesAway(true);
    assertThat(keys(issuer.location()).inspect().right()).isFalse();
    assertThat(keys(directory.resolve("none.json").toUri()).inspect().right()).isFalse();
  }

  private PublishedKeys keys(URI location) {
    return new PublishedKeys(location, server.clock);
  }

  private void awaitAsked(int times) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(10);
    while (issuer.asked.get() < times && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertThat(issuer.asked).hasValueGreaterThanOrEqualTo(times);
  }

  // The set is taken over a moment after the issuer was asked.
  private void awaitAnswer(String token, String expected) {
    Instant end = Instant.now().plusSeconds(10);
    while (!answer(token).equals(expected) && Instant.now().isBefore(end)) {
      server.clock.advance(Duration.ofMinutes(1));
    }
    assertThat(answer(token)).isEqualTo(expected);
  }

  private String answer(String token) {
    return answer(server, token);
  }

  private static String answer(TestServer server, String token) {
    try {
      server.catalog(token).listSolutions(ListSolutionsRequest.getDefaultInstance());
      return "OK";
    } catch (StatusRuntimeException e) {
      return Refusal.of(
              () -> {
                throw e;
              })
          .reason();
    }
  }

  private static String rsa(@Nullable String id, KeyPair key) {
    return token()
        .withKeyId(id)
        .sign(Algorithm.RSA256((RSAPublicKey) key.getPublic(), (RSAPrivateKey) key.getPrivate()));
  }

  private static String ec(String id, KeyPair key) {
    return token()
        .withKeyId(id)
        .sign(Algorithm.ECDSA256((ECPublicKey) key.getPublic(), (ECPrivateKey) key.getPrivate()));
  }
}
