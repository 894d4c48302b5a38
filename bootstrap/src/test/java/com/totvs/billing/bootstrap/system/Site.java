package com.totvs.billing.bootstrap.system;

import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import com.totvs.billing.bootstrap.token.Grant;
import com.totvs.billing.bootstrap.token.TokenIssuer;
import com.totvs.billing.domain.access.Scope;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A PostgreSQL and a License Server, and servers that use them.
final class Site implements AutoCloseable {
  private static final String SECRET = "a secret for tests, longer than 32 bytes";

  private final Path folder;
  private final PostgresProcess postgres;
  private final StandInLicenseServer licenseServer = StandInLicenseServer.answersEveryone();

  private Site(Path folder, PostgresProcess postgres) {
    this.folder = folder;
    this.postgres = postgres;
  }

  static Site create(Path folder) throws Exception {
    return new Site(folder, PostgresProcess.create(folder.resolve("postgres")));
  }

  PostgresProcess postgres() {
    return postgres;
  }

  StandInLicenseServer licenseServer() {
    return licenseServer;
  }

  /// A server on a port of its own, that serves. The settings win over the usual ones.
  ServerProcess serve(Map<String, String> settings) throws Exception {
    ServerProcess server = launch(settings).listening();
    try (Client client = client(server)) {
      Eventually.holds("SERVING", () -> client.health() == ServingStatus.SERVING);
    }
    return server;
  }

  /// A server that is starting, or failing to.
  ServerProcess launch(Map<String, String> settings) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("BILLING_SERVER_PORT", "0");
    environment.put("BILLING_DATA_DIR", folder.resolve("data").toString());
    environment.put("BILLING_DATABASE_URL", postgres.url());
    environment.put("BILLING_DATABASE_USER", postgres.user());
    environment.put("BILLING_DATABASE_PASSWORD", postgres.password());
    environment.put("BILLING_LICENSE_SERVER_URL", licenseServer.address().toString());
    if (!settings.containsKey("token.jwks")) {
      environment.put("BILLING_TOKEN_SECRET", SECRET);
    }
    settings.forEach((name, value) -> environment.put(variable(name), value));
    return ServerProcess.launch(folder, environment);
  }

  /// A client that may do everything.
  Client client(ServerProcess server) {
    return new Client(
        server.port(),
        token(new Grant("test", EnumSet.allOf(Scope.class), Set.of(), Duration.ofHours(1))));
  }

  String token(Grant grant) {
    return TokenIssuer.of(Settings.of(Map.of("token.secret", SECRET)), Clock.systemUTC())
        .issue(grant);
  }

  @Override
  public void close() throws Exception {
    licenseServer.close();
    postgres.close();
  }

  private static String variable(String name) {
    return "BILLING_" + name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
