package com.totvs.billing.bootstrap.demo;

import com.google.common.io.Closer;
import com.totvs.billing.bootstrap.program.Logging;
import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.standin.StandInAzure;
import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import com.totvs.billing.postgres.PostgresModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// A Billing of its own on free loopback ports, with a License Server that the demo holds in its
/// hand, in a folder that goes with them.
final class Stage implements AutoCloseable {
  private static final String RESOURCE_GROUPS =
      "11111111-2222-3333-4444-555555555555/rg-dta,"
          + "11111111-2222-3333-4444-555555555555/rg-shared";

  private final Closer closer = Closer.create();
  private final StandInLicenseServer licenseServer;
  private final StandInAzure azure;
  private final RunningBilling billing;
  private final Wire wire;

  private Stage() throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
    // A Ctrl-C waits until all has started: only then is everything there to be closed.
    synchronized (closer) {
      try {
        TemporaryFolder folder = TemporaryFolder.create();
        closer.register(folder::close);
        licenseServer = StandInLicenseServer.answersWhatItIsTold();
        closer.register(licenseServer::close);
        azure = StandInAzure.start();
        closer.register(azure::close);
        billing = Program.start(settings(folder, licenseServer, azure));
        closer.register(billing::close);
        wire = new Wire(billing);
        closer.register(wire::close);
      } catch (IOException | RuntimeException e) {
        closer.close();
        throw e;
      }
    }
  }

  /// Starts everything.
  static Stage set() throws IOException {
    return new Stage();
  }

  // License Server is left alone for moments only, so that the demo's short outage ends as short.
  private static Settings settings(
      TemporaryFolder folder, StandInLicenseServer licenseServer, StandInAzure azure) {
    Settings settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("server.port", "0"),
                Map.entry("data-dir", folder.path().toString()),
                Map.entry("license-server.url", licenseServer.address().toString()),
                Map.entry("license-server.open-for", "1s"),
                Map.entry("lookup.first-delay", "200ms"),
                Map.entry("lookup.longest-delay", "1s"),
                Map.entry("purge.youngest", "0s"),
                Map.entry("azure.url", azure.address().toString()),
                Map.entry("azure.token", "stand-in"),
                Map.entry("azure.resource-groups", RESOURCE_GROUPS),
                Map.entry("log.level", "error")));
    Logging.configure(settings);
    return settings;
  }

  /// Where it answers calls.
  String address() {
    return billing.host() + ":" + billing.port();
  }

  StandInLicenseServer licenseServer() {
    return licenseServer;
  }

  StandInAzure azure() {
    return azure;
  }

  Wire wire() {
    return wire;
  }

  /// How many usage records PostgreSQL itself counts.
  long rowsInDatabase() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM billing.recorded_usage")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// A connection to the database, past Billing.
  Connection connect() throws SQLException {
    PostgresModule.Config database = billing.database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /// Stops everything and leaves nothing behind; a second time does nothing.
  @Override
  public void close() {
    synchronized (closer) {
      try {
        closer.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the demo did not stop: " + e.getMessage(), e);
      }
    }
  }
}
