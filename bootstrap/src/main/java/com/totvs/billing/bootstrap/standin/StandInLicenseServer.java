package com.totvs.billing.bootstrap.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.license.EmergencyKey;
import com.totvs.billing.domain.license.LicenseId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A STAND-IN for TOTVS License Server: speaks the contract that Billing assumes, on loopback only,
/// about licenses and customers that are made up. It asks nobody for a credential. Nobody may be
/// billed by what it says.
public final class StandInLicenseServer implements AutoCloseable {
  private static final String PATH = "/v1/license-servers/";

  private final Map<LicenseId, Holder> holders = new ConcurrentHashMap<>();
  private final Map<LicenseId, Integer> questions = new ConcurrentHashMap<>();
  private final Function<LicenseId, Optional<Holder>> others;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile boolean down;

  private StandInLicenseServer(Function<LicenseId, Optional<Holder>> others) {
    this.others = others;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the stand-in License Server finds no free port", e);
    }
    server.setExecutor(threads);
    server.createContext(PATH, this::answer);
    server.start();
  }

  /// Starts one that knows only the licenses it is told of.
  public static StandInLicenseServer answersWhatItIsTold() {
    return new StandInLicenseServer(_ -> Optional.empty());
  }

  /// Starts one that makes up a customer for every license, the same each time, but for those whose
  /// id begins with `NOBODY`.
  public static StandInLicenseServer answersEveryone() {
    return new StandInLicenseServer(Holder::madeUp);
  }

  /// From now on the customer holds the license, which may be used and has no emergency key.
  public void holds(LicenseId license, Customer customer) {
    EmergencyKey none =
        new EmergencyKey(EmergencyKey.State.INACTIVE, Optional.empty(), Optional.empty());
    holds(license, customer, none, true);
  }

  /// From now on the customer holds the license.
  ///
  /// @param active whether it may be used
  public void holds(LicenseId license, Customer customer, EmergencyKey key, boolean active) {
    holders.put(license, new Holder(customer, key, active));
  }

  /// From now on every question is answered with 503.
  public void goDown() {
    down = true;
  }

  /// Ends [#goDown].
  public void comeBack() {
    down = false;
  }

  /// How often it was asked about the license, the questions while it was down included.
  public int questions(LicenseId license) {
    return questions.getOrDefault(license, 0);
  }

  /// How often it was asked at all.
  public int questions() {
    return questions.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// Its base address, on loopback.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      LicenseId license =
          new LicenseId(exchange.getRequestURI().getPath().substring(PATH.length()));
      questions.merge(license, 1, Integer::sum);
      Optional<Holder> holder =
          Optional.ofNullable(holders.get(license)).or(() -> others.apply(license));
      if (down) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(exchange, 503, "problem+json", problem(503, "Down, as it was told to be"));
      } else if (holder.isEmpty()) {
        send(exchange, 404, "problem+json", problem(404, "Nobody holds this license"));
      } else {
        send(exchange, 200, "json", holder.get().json(license));
      }
    }
  }

  private static String problem(int status, String title) {
    return "{\"status\":%d,\"title\":\"%s (stand-in)\"}".formatted(status, title);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/" + type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
