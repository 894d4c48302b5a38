package com.totvs.billing.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "changeit";

  private final Path directory;

  TlsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void the_operators_certificate_is_used_and_plaintext_refused() throws Exception {
    GrpcModule.Tls tls = certificate();
    try (LoopbackServer server = new LoopbackServer(false, Optional.of(tls))) {
      ManagedChannel trusting =
          NettyChannelBuilder.forAddress("127.0.0.1", server.server.port())
              .sslContext(
                  GrpcSslContexts.forClient().trustManager(tls.certificateChain().toFile()).build())
              .build();

      assertThat(health(trusting)).isEqualTo(ServingStatus.NOT_SERVING);
      assertThatThrownBy(() -> health(server.channel)).hasMessageContaining("UNAVAILABLE");
      trusting.shutdownNow();
    }
  }

  private static ServingStatus health(ManagedChannel channel) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private GrpcModule.Tls certificate() throws Exception {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "billing",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=billing",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    return new GrpcModule.Tls(
        pem("CERTIFICATE", load(store).getCertificate("billing").getEncoded()),
        pem("PRIVATE KEY", load(store).getKey("billing", PASSWORD.toCharArray()).getEncoded()));
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private Path pem(String kind, byte[] content) throws IOException {
    return Files.writeString(
        directory.resolve(kind.replace(' ', '-') + ".pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
  }
}
