package com.totvs.billing.bootstrap.wire;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import com.totvs.billing.domain.access.Scope;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The whole program on a PostgreSQL of its own, with a License Server that does as it is told, an
/// Azure that makes its cost up, and a key that the tests know.
final class TestBilling implements AutoCloseable {
  static final String SECRET = "a secret that only these tests know";
  static final String ALL_SCOPES =
      Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.joining(" "));
  private static final String ALL_TABLES =
      """
      SELECT table_name FROM information_schema.tables
      WHERE table_schema = 'billing' AND table_type = 'BASE TABLE'
        AND table_name NOT LIKE 'usage%daily%'
        AND table_name NOT LIKE 'usage%monthly%'
        AND table_name NOT IN
          ('scheduled_tasks', 'job_error', 'usage_batch', 'sums_turn',
           'operation', 'operation_month', 'operation_finding')
      """;
  private static final String DIGEST =
      "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
          + " FROM billing.%s t";

  static final String RESOURCE_GROUP = "rg-dta";
  static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

  final StandInLicenseServer licenseServer = StandInLicenseServer.answersWhatItIsTold();
  private final StandInAzure azure = StandInAzure.start();
  final RunningBilling billing;

  TestBilling(Path folder) {
    billing =
        Program.start(
            Settings.of(
                Map.ofEntries(
                    Map.entry("server.port", "0"),
                    Map.entry("data-dir", folder.toString()),
                    Map.entry("token.secret", SECRET),
                    Map.entry("journal.queue-capacity", "1000"),
                    Map.entry("license-server.url", licenseServer.address().toString()),
                    Map.entry("azure.url", azure.address().toString()),
                    // Nothing is collected by itself.
                    Map.entry("azure.collect-at", "23:59:59"),
                    Map.entry("azure.token", "stand-in"),
                    Map.entry("azure.resource-groups", SUBSCRIPTION + "/" + RESOURCE_GROUP))));
  }

  /// A token that is good for an hour.
  static String token(String scope) {
    return claims(scope).sign(Algorithm.HMAC256(SECRET));
  }

  /// What a good token says, not signed yet.
  static JWTCreator.Builder claims(String scope) {
    return JWT.create()
        .withIssuer("billing")
        .withAudience("billing")
        .withSubject("test")
        .withClaim("scope", scope)
        .withExpiresAt(Instant.now().plusSeconds(3_600));
  }

  /// A connection behind the program's back.
  Connection connect() throws SQLException {
    var database = billing.database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /// The one value that a query brings.
  String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  /// How many records there are, and what they say.
  String contents() throws SQLException {
    return query(
        "SELECT count(*) || ' ' || coalesce(md5(string_agg(u::text, '|' ORDER BY usage_id)), '')"
            + " FROM billing.usage u");
  }

  /// What each table holds, but for those that jobs keep up by themselves.
  Map<String, String> tables() throws SQLException {
    Map<String, String> contents = new TreeMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL_TABLES)) {
      while (rows.next()) {
        contents.put(rows.getString(1), digest(connection, rows.getString(1)));
      }
    }
    return contents;
  }

  private static String digest(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(DIGEST.formatted(table))) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  @Override
  public void close() {
    billing.close();
    licenseServer.close();
    azure.close();
  }
}
