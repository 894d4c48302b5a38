package com.totvs.billing.bootstrap.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A STAND-IN for Azure Cost Management: speaks the shapes of its Query API, on loopback only,
/// about cost that is made up. Nobody may be billed by what it says.
///
/// Each resource group has two services that cost something every day until yesterday. Pages hold
/// [#PAGE] rows, and the first question about a resource group is answered with 429.
public final class StandInAzure implements AutoCloseable {
  /// Rows of a page.
  public static final int PAGE = 25;

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> SERVICES = List.of("Azure OpenAI", "Storage");
  private static final DateTimeFormatter USAGE_DATE = DateTimeFormatter.ofPattern("yyyyMMdd");

  private final Map<String, Boolean> asked = new ConcurrentHashMap<>();
  private final Map<LocalDate, BigDecimal> restated = new ConcurrentHashMap<>();
  private final AtomicInteger throttled = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private StandInAzure() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the stand-in Azure finds no free port", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Starts one.
  public static StandInAzure start() {
    return new StandInAzure();
  }

  /// Where it is.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// From now on a day has cost so much more in each service, as when Azure rates it anew.
  public void restate(LocalDate day, BigDecimal more) {
    restated.put(day, more);
  }

  /// What the resource groups that it was asked about have cost in a month, all together.
  public BigDecimal charged(YearMonth month) {
    return asked.keySet().stream()
        .flatMap(
            scope -> days(month.atDay(1), month.atEndOfMonth()).flatMap(day -> rows(scope, day)))
        .map(row -> row.get(0).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  // It has told of every day that is over.
  private static Stream<LocalDate> days(LocalDate first, LocalDate last) {
    return first
        .datesUntil(last.plusDays(1))
        .filter(day -> day.isBefore(LocalDate.now(ZoneOffset.UTC)));
  }

  /// How many questions it was too busy for.
  public int throttled() {
    return throttled.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode question = JSON.readTree(exchange.getRequestBody());
      String scope = exchange.getRequestURI().getPath();
      if (asked.putIfAbsent(scope, true) == null) {
        throttled.incrementAndGet();
        exchange
            .getResponseHeaders()
            .set("x-ms-ratelimit-microsoft.costmanagement-entity-retry-after", "1");
        send(
            exchange,
            429,
            JSON.createObjectNode()
                .set(
                    "error",
                    JSON.createObjectNode()
                        .put("code", "429")
                        .put("message", "Too many requests. Please retry.")));
      } else {
        send(exchange, 200, page(scope, question, skipped(exchange)));
      }
    }
  }

  private static int skipped(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    int token = query.indexOf("$skiptoken=");
    return token < 0 ? 0 : Integer.parseInt(query.substring(token + "$skiptoken=".length()));
  }

  private ObjectNode page(String scope, JsonNode question, int skipped) {
    JsonNode period = question.at("/timePeriod");
    List<ArrayNode> rows =
        days(date(period.get("from")), date(period.get("to")))
            .flatMap(day -> rows(scope, day))
            .toList();
    List<ArrayNode> page = rows.stream().skip(skipped).limit(PAGE).toList();
    ObjectNode properties = JSON.createObjectNode();
    String next =
        "%s%s?api-version=2021-10-01&%%24skiptoken=%d".formatted(address(), scope, skipped + PAGE);
    properties.put("nextLink", skipped + PAGE < rows.size() ? next : null);
    ArrayNode columns = properties.putArray("columns");
    for (String column : List.of("Cost", "ServiceName", "ResourceId", "UsageDate", "Currency")) {
      boolean number = column.equals("Cost") || column.equals("UsageDate");
      columns.addObject().put("name", column).put("type", number ? "Number" : "String");
    }
    properties.putArray("rows").addAll(page);
    return JSON.createObjectNode()
        .put("name", "stand-in")
        .put("type", "microsoft.costmanagement/Query")
        .set("properties", properties);
  }

  private static LocalDate date(JsonNode time) {
    return LocalDate.parse(time.asText().substring(0, 10));
  }

  private Stream<ArrayNode> rows(String scope, LocalDate day) {
    return SERVICES.stream()
        .map(
            service ->
                JSON.createArrayNode()
                    .add(cost(scope, service, day))
                    .add(service)
                    .add(
                        scope.substring(0, scope.indexOf("/providers/")).toLowerCase(Locale.ROOT)
                            + "/r1")
                    .add(Integer.parseInt(day.format(USAGE_DATE)))
                    .add("BRL"));
  }

  // The same each time, and never round.
  private BigDecimal cost(String scope, String service, LocalDate day) {
    int seed =
        Math.floorMod((scope.toLowerCase(Locale.ROOT) + service + day).hashCode(), 1_000_000_000);
    return BigDecimal.valueOf(seed, 7)
        .add(new BigDecimal("0.00000000333"))
        .add(restated.getOrDefault(day, BigDecimal.ZERO));
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
