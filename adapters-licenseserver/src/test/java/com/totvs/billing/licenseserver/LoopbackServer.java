package com.totvs.billing.licenseserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A real HTTP server on loopback that does what a test tells it, and remembers what it was asked.
final class LoopbackServer implements AutoCloseable {

  /// One question, as it came over the wire.
  record Asked(String rawPath, Map<String, List<String>> headers) {
    Optional<String> header(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
  }

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile HttpHandler behaviour = exchange -> send(exchange, 404, "");

  LoopbackServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              new Asked(
                  exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders())));
          try (exchange) {
            behaviour.handle(exchange);
          }
        });
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void does(HttpHandler handler) {
    behaviour = handler;
  }

  void answers(int status, String body) {
    behaviour = exchange -> send(exchange, status, body);
  }

  void answers(int status, String header, String value) {
    behaviour =
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          send(exchange, status, "{}");
        };
  }

  /// Blocks the exchange until the test ends or releases it.
  void hold() {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void release() {
    released.countDown();
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.close();
  }
}
