package com.totvs.billing.grpc.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/// An issuer that publishes its keys on loopback.
final class JwksServer implements AutoCloseable {
  final AtomicInteger asked = new AtomicInteger();
  private final HttpServer http;
  private volatile String published = "{\"keys\":[]}";
  private volatile boolean away;

  JwksServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] body = published.getBytes(UTF_8);
          exchange.sendResponseHeaders(away ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  URI location() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/jwks.json");
  }

  /// From now on exactly these keys are published.
  void publishes(String... jwks) {
    published = set(jwks);
  }

  void goesAway(boolean gone) {
    away = gone;
  }

  static String set(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }

  static KeyPair newKey(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static String jwk(String id, PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa ->
          "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
              .formatted(id, number(rsa.getModulus()), number(rsa.getPublicExponent()));
      case ECPublicKey ec ->
          "{\"kty\":\"EC\",\"crv\":\"P-%d\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
              .formatted(
                  ec.getParams().getOrder().bitLength(),
                  id,
                  number(ec.getW().getAffineX()),
                  number(ec.getW().getAffineY()));
      default -> throw new AssertionError(key);
    };
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
