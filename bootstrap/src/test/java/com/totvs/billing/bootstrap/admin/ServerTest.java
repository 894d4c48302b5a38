package com.totvs.billing.bootstrap.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.bootstrap.command.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How commands reach a server, seen from its socket.
final class ServerTest {
  private static final int TLS_HANDSHAKE = 0x16;
  private static final int HTTP_2_PREFACE = 'P';

  @TempDir private Path folder = Path.of("");

  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter err = new StringWriter();

  @Test
  void a_token_goes_over_the_network_in_plaintext_only_when_asked_for() {
    assertThat(run("jobs", "--address", "192.0.2.1:50051")).isEqualTo(2);
    assertThat(err.toString())
        .contains("the token would be shown to the network on its way to 192.0.2.1:50051");
    assertThat(run("jobs", "--address", "192.0.2.1:50051", "--token", "mine")).isEqualTo(2);
    assertThat(run("jobs", "--address", "192.0.2.1")).isEqualTo(2);
    assertThat(err.toString()).contains("--address is no HOST:PORT");
  }

  @Test
  void tls_is_spoken_where_the_settings_have_it() throws Exception {
    assertThat(firstByte("127.0.0.1")).isEqualTo(HTTP_2_PREFACE);
    environment.put("BILLING_SERVER_TLS_CERTIFICATE", file("server.pem"));
    environment.put("BILLING_SERVER_TLS_PRIVATE_KEY", file("key.pem"));

    assertThat(firstByte("127.0.0.1")).isEqualTo(TLS_HANDSHAKE);
    assertThat(firstByte("127.0.0.1", "--plaintext")).isEqualTo(HTTP_2_PREFACE);
    assertThat(run("jobs", "--plaintext", "--tls")).isEqualTo(2);
  }

  @Test
  void a_server_on_an_address_of_ipv6_is_reached() throws Exception {
    assertThat(firstByte("::1")).isEqualTo(HTTP_2_PREFACE);
  }

  // What a command says first to the server of its settings.
  private int firstByte(String host, String... options) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      environment.put("BILLING_SERVER_HOST", host);
      environment.put("BILLING_SERVER_PORT", String.valueOf(socket.getLocalPort()));
      CompletableFuture<Integer> said = CompletableFuture.supplyAsync(() -> firstByte(socket));
      List<String> words = new ArrayList<>(List.of("jobs"));
      words.addAll(List.of(options));
      assertThat(run(words.toArray(String[]::new))).isEqualTo(1);
      return said.get(60, TimeUnit.SECONDS);
    }
  }

  private static int firstByte(ServerSocket socket) {
    try (Socket connection = socket.accept()) {
      int first = connection.getInputStream().read();
      // Whoever comes again is not left waiting for an answer.
      socket.close();
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "").toString();
  }

  private int run(String... words) {
    environment.put("BILLING_TOKEN_SECRET", Shell.SECRET);
    environment.put("BILLING_LOG_LEVEL", "error");
    return Commands.line(environment)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(words);
  }
}
