package com.totvs.billing.bootstrap.wire;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

/// The whole program on a PostgreSQL of its own, with a License Server that does as it is told and
/// a key that the tests know.
final class TestBilling implements AutoCloseable {
  static final String SECRET = "a secret that only these tests know";
  static final String ALL_SCOPES = "usage:write usage:read license:read";

  final StandInLicenseServer licenseServer = StandInLicenseServer.answersWhatItIsTold();
  final RunningBilling billing;

  TestBilling(Path folder) {
    billing =
        Program.start(
            Settings.of(
                Map.of(
                    "server.port",
                    "0",
                    "data-dir",
                    folder.toString(),
                    "token.secret",
                    SECRET,
                    "journal.queue-capacity",
                    "1000",
                    "license-server.url",
                    licenseServer.address().toString())));
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

  @Override
  public void close() {
    billing.close();
    licenseServer.close();
  }
}
