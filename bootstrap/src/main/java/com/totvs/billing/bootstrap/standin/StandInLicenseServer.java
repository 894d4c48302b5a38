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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A STAND-IN for TOTVS License Server: speaks the contract that Billing assumes, on loopback only,
/// about licenses and customers that are made up. It asks nobody for a credential. Nobody may be
/// billed by what it says.
public final class StandInLicenseServer implements AutoCloseable {
  private static final int MOST_KEPT = 10_000;
  private static final String PATH = "/v1/license-servers/";

  /// One question.
  ///
  /// @param time when it came
  /// @param status what it was answered with
  public record Asked(LicenseId license, Instant time, int status) {}

  private final Map<LicenseId, Holder> holders = new ConcurrentHashMap<>();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger questions = new AtomicInteger();
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

  /// From now on every question is answered with 503, and the wish to be left alone for a second.
  public void goDown() {
    down = true;
  }

  /// Ends [#goDown].
  public void comeBack() {
    down = false;
  }

  /// What it was asked about the license, in order, the questions while it was down included: as
  /// far as they are among the last 10,000.
  public List<Asked> questions(LicenseId license) {
    return asked.stream().filter(one -> one.license().equals(license)).toList();
  }

  /// How often it was asked at all.
  public int questions() {
    return questions.get();
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
      Optional<Holder> holder =
          Optional.ofNullable(holders.get(license)).or(() -> others.apply(license));
      int status = down ? 503 : holder.isEmpty() ? 404 : 200;
      note(new Asked(license, Instant.now(), status));
      switch (status) {
        case 503 -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          send(exchange, 503, "problem+json", problem(503, "Down, as it was told to be"));
        }
        case 404 -> send(exchange, 404, "problem+json", problem(404, "Nobody holds this license"));
        default -> send(exchange, 200, "json", holder.orElseThrow().json(license));
      }
    }
  }

  private void note(Asked question) {
    asked.add(question);
    if (questions.incrementAndGet() > MOST_KEPT) {
      asked.poll();
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
