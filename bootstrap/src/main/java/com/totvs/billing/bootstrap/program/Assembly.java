package com.totvs.billing.bootstrap.program;

import com.google.common.io.Closer;
import com.google.inject.Binder;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.totvs.billing.azurecost.AzureCostModule;
import com.totvs.billing.bootstrap.embedded.EmbeddedPostgres;
import com.totvs.billing.bootstrap.settings.DatabaseSettings;
import com.totvs.billing.bootstrap.settings.LicenseServerSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.standin.StandInLicenseServer;
import com.totvs.billing.bootstrap.telemetry.Telemetry;
import com.totvs.billing.bootstrap.telemetry.TelemetryModule;
import com.totvs.billing.bootstrap.token.SigningKey;
import com.totvs.billing.grpc.GrpcModule;
import com.totvs.billing.licenseserver.LicenseServerModule;
import com.totvs.billing.postgres.PostgresModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All parts put together, with stand-ins for what no setting names; nothing listens yet.
public final class Assembly implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Assembly.class);

  private final Settings settings;
  private final Configs configs;
  private final Closer closer = Closer.create();
  private final PostgresModule.Config database;
  private final Injector injector;
  private boolean ownDatabase;

  /// Puts the parts together.
  ///
  /// @param share whether an embedded PostgreSQL that another program runs is used, instead of
  ///   being refused
  /// @param extra modules that add to ours
  public Assembly(Settings settings, boolean share, List<Module> extra) {
    this.settings = settings;
    this.configs = new Configs(settings);
    try {
      this.database = configs.postgres(database(share));
      this.injector = injector(extra);
      closeFirst(part(Telemetry.class));
    } catch (RuntimeException e) {
      closeAfter(e);
      throw plain(e);
    }
  }

  /// The part of this type.
  public <T> T part(Class<T> type) {
    return injector.getInstance(type);
  }

  /// The database in use.
  public PostgresModule.Config database() {
    return database;
  }

  /// Whether the database is one that this program has started itself.
  public boolean ownDatabase() {
    return ownDatabase;
  }

  /// Has something closed together with the parts, before those that are there already.
  void closeFirst(AutoCloseable what) {
    closer.register(
        () -> {
          try {
            what.close();
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
  }

  Injector injector() {
    return injector;
  }

  /// Closes everything, last opened first, whatever fails meanwhile.
  @Override
  public void close() {
    try {
      closer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a part did not stop: " + e.getMessage(), e);
    }
  }

  private EmbeddedPostgres.Address database(boolean share) {
    Optional<String> url = settings.get(DatabaseSettings.URL);
    if (url.isPresent()) {
      return new EmbeddedPostgres.Address(
          url.get(),
          settings.get(DatabaseSettings.USER),
          settings.get(DatabaseSettings.PASSWORD).orElse(""));
    }
    Optional<EmbeddedPostgres.Address> running =
        share ? EmbeddedPostgres.running(settings.dataDirectory()) : Optional.empty();
    return running.orElseGet(this::embedded);
  }

  private EmbeddedPostgres.Address embedded() {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.dataDirectory());
    closer.register(postgres::close);
    ownDatabase = true;
    return postgres.address();
  }

  private URI licenseServer() {
    return settings.get(LicenseServerSettings.URL).orElseGet(this::standIn);
  }

  private URI standIn() {
    StandInLicenseServer standIn = StandInLicenseServer.answersEveryone();
    closer.register(standIn::close);
    log.warn(
        "STAND-IN: license-server.url is not set, so a stand-in License Server at {} gives every"
            + " license a made-up customer",
        standIn.address());
    return standIn.address();
  }

  private Injector injector(List<Module> extra) {
    SigningKey.developmentFile(settings)
        .ifPresent(
            file ->
                log.warn(
                    "DEVELOPMENT KEY: neither token.secret nor token.jwks is set, so tokens are"
                        + " signed with the key in {}",
                    file));
    return Guice.createInjector(
        Stage.PRODUCTION,
        Assembly::strict,
        new TelemetryModule(configs.telemetry()),
        new ApplicationModule(configs.application()),
        new PostgresModule(database),
        new AzureCostModule(configs.azureCost()),
        new LicenseServerModule(configs.licenseServer(licenseServer())),
        new GrpcModule(configs.grpc()),
        binder -> extra.forEach(binder::install));
  }

  private static void strict(Binder binder) {
    binder.requireExplicitBindings();
    binder.disableCircularProxies();
  }

  private void closeAfter(RuntimeException e) {
    try {
      closer.close();
    } catch (IOException | RuntimeException again) {
      e.addSuppressed(again);
    }
  }

  // Guice wraps what a part throws while it is made; the operator needs the part's own words.
  private static RuntimeException plain(RuntimeException e) {
    return e instanceof CreationException && e.getCause() instanceof RuntimeException cause
        ? cause
        : e;
  }
}
