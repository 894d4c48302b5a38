package com.totvs.billing.bootstrap.program;

import com.google.inject.Injector;
import com.totvs.billing.bootstrap.settings.ServerSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.telemetry.Telemetry;
import com.totvs.billing.bootstrap.token.TokenIssuer;
import com.totvs.billing.postgres.PostgresModule;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A Billing that answers calls until it is closed.
public final class RunningBilling implements AutoCloseable {
  private final Settings settings;
  private final Assembly assembly;
  private final int port;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  RunningBilling(Settings settings, Assembly assembly, int port) {
    this.settings = settings;
    this.assembly = assembly;
    this.port = port;
  }

  /// The address it listens on.
  public String host() {
    return settings.get(ServerSettings.HOST);
  }

  /// The port it listens on.
  public int port() {
    return port;
  }

  /// Where Prometheus may fetch metrics, if it may.
  public Optional<URI> metrics() {
    return assembly.part(Telemetry.class).metrics();
  }

  /// Issues tokens that it accepts.
  public TokenIssuer tokens() {
    return TokenIssuer.of(settings, Clock.systemUTC());
  }

  /// The database it uses.
  public PostgresModule.Config database() {
    return assembly.database();
  }

  /// Its parts.
  public Injector injector() {
    return assembly.injector();
  }

  /// Waits until it is closed.
  public void awaitClose() throws InterruptedException {
    closed.await();
  }

  /// Drains the calls, ends the jobs, commits what is queued and lets go of everything.
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      try {
        assembly.close();
      } finally {
        closed.countDown();
      }
    }
  }
}
