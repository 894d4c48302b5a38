package com.totvs.billing.bootstrap.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.domain.BusinessZone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was collected, while Azure fails in every way there is: from its wire through the whole
/// program to PostgreSQL.
final class AzureTroubleTest {
  private static final String GROUP = "11111111-2222-3333-4444-555555555555/rg-dta";

  @TempDir private Path folder = Path.of("");

  private final Shell shell = new Shell();
  private final YearMonth month = BusinessZone.SAO_PAULO.month(Instant.now()).minusMonths(1);
  private final HttpServer azure;
  private volatile Trouble trouble = Trouble.NONE;

  // What befalls the second page of a month, whose first one tells of another amount than before.
  private enum Trouble {
    NONE("", ""),
    REFUSAL("Azure answers 403", "Cost Management Reader"),
    TORN_BODY("breaks off", "3 times before"),
    BROKEN_JSON("no sound JSON", ""),
    BUSY_FOR_EVER("Azure answers 429", "too long");

    private final String told;
    private final String toldToo;

    Trouble(String told, String toldToo) {
      this.told = told;
      this.toldToo = toldToo;
    }
  }

  AzureTroubleTest() throws IOException {
    azure = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    azure.createContext("/", this::answer);
    azure.start();
  }

  @AfterEach
  void stop() {
    azure.stop(0);
  }

  @Test
  void a_reading_that_fails_half_way_leaves_what_was_collected_as_it_was() {
    try (RunningBilling billing = start()) {
      assertThat(collect(billing)).isZero();
      String collected = print(billing, "items");
      String revisions = print(billing, "revisions");
      assertThat(collected).contains("1.25", "2.5");

      for (Trouble one : Trouble.values()) {
        trouble = one;
        assertThat(collect(billing)).as(one.name()).isEqualTo(one == Trouble.NONE ? 0 : 1);
        assertThat(shell.err()).contains(one.told, one.toldToo);
        assertThat(print(billing, "items")).as(one.name()).isEqualTo(collected);
      }
      assertThat(shell.run(billing, "cost", "sources")).as(shell.err()).isZero();
      assertThat(shell.out()).contains(month + ": Azure answers 429");
      assertThat(print(billing, "revisions").lines().count()).isEqualTo(revisions.lines().count());
    }
  }

  private int collect(RunningBilling billing) {
    return shell.run(billing, "cost", "collect", "--month", month.toString());
  }

  private String print(RunningBilling billing, String what) {
    assertThat(shell.run(billing, "cost", what, "--month", month.toString(), "--output", "csv"))
        .as(shell.err())
        .isZero();
    return shell.out();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (!exchange.getRequestURI().getQuery().contains("skiptoken")) {
        send(exchange, 200, page(trouble == Trouble.NONE ? "1.25" : "9.99", 1, next(exchange)));
        return;
      }
      String last = page("2.50", 2, "null");
      switch (trouble) {
        case NONE -> send(exchange, 200, last);
        case REFUSAL -> send(exchange, 403, "{}");
        case TORN_BODY -> tear(exchange, last);
        case BROKEN_JSON -> send(exchange, 200, last.substring(1));
        case BUSY_FOR_EVER -> {
          exchange.getResponseHeaders().set("Retry-After", "3600");
          send(exchange, 429, "{}");
        }
      }
    }
  }

  private String next(HttpExchange exchange) {
    return "\"http://127.0.0.1:%d%s?api-version=2025-03-01&$skiptoken=2\""
        .formatted(azure.getAddress().getPort(), exchange.getRequestURI().getPath());
  }

  private String page(String amount, int day, String nextLink) {
    return """
    {"properties": {"nextLink": %s,
      "columns": [{"name": "Cost"}, {"name": "ServiceName"}, {"name": "ResourceId"},
        {"name": "UsageDate"}, {"name": "Currency"}],
      "rows": [[%s, "Storage", "/r/1", "%s", "BRL"]]}}
    """
        .formatted(nextLink, amount, month.atDay(day));
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  // Fewer bytes than were announced.
  private static void tear(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
  }

  private RunningBilling start() {
    URI address = URI.create("http://127.0.0.1:" + azure.getAddress().getPort());
    return CostProgram.start(folder, address, GROUP);
  }
}
