package com.totvs.billing.bootstrap.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/// An OpenTelemetry collector on loopback that keeps the spans it is sent, and remembers where
/// something was sent to and with which key.
final class Collector implements AutoCloseable {
  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
  private final Queue<String> posts = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/otlp");
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /// Paths and keys.
  List<String> posts() {
    return List.copyOf(posts);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      posts.add(path + " " + exchange.getRequestHeaders().getFirst("api-key"));
      try (GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
        if (path.endsWith("/v1/traces")) {
          ExportTraceServiceRequest.parseFrom(body)
              .getResourceSpansList()
              .forEach(
                  resource ->
                      resource
                          .getScopeSpansList()
                          .forEach(scope -> spans.addAll(scope.getSpansList())));
        }
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
