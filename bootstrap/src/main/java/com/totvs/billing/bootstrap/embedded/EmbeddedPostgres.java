package com.totvs.billing.bootstrap.embedded;

import com.totvs.billing.bootstrap.files.FolderLock;
import com.totvs.billing.bootstrap.files.PrivateFolder;
import com.totvs.billing.bootstrap.files.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL on this machine whose data is kept in a folder. One program at a time has the
/// folder; a server that outlived the program which started it is stopped by the next one. One that
/// dies while the program goes on is started again, on the same port.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String USER = "billing";

  /// How to reach it.
  public record Address(String url, String user, String password) {
    @Override
    public String toString() {
      return "Address[url=" + url + ", user=" + user + "]";
    }
  }

  private final FolderLock lock;
  private final Cluster cluster;
  private final int port;
  private final Address address;
  private final ScheduledExecutorService guard =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("embedded-postgresql").factory());

  private EmbeddedPostgres(FolderLock lock, Cluster cluster, int port, String password) {
    this.lock = lock;
    this.cluster = cluster;
    this.port = port;
    this.address = address(port, password);
  }

  /// Starts it on the data in this folder, which is made where there is none.
  ///
  /// @throws IllegalStateException when another program has the folder
  /// @throws UncheckedIOException when PostgreSQL cannot be started, with what it says
  public static EmbeddedPostgres start(Path dataDirectory) {
    PrivateFolder.create(dataDirectory);
    FolderLock lock =
        FolderLock.tryTake(dataDirectory)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "another Billing runs on the data directory "
                            + dataDirectory
                            + ": stop it, or give this one its own with data-dir"));
    try {
      return start(dataDirectory.toRealPath(), lock);
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException("the embedded PostgreSQL does not start: " + message(e), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(Path folder, FolderLock lock) throws IOException {
    SecretFile password = passwordFile(folder);
    String secret = password.readOrCreate();
    Cluster cluster =
        new Cluster(
            folder.resolve("postgres"), new PostgresPrograms(Binaries.unpack(folder)), USER);
    if (cluster.isUp()) {
      log.warn("stopping the embedded PostgreSQL that an earlier program left running");
    }
    cluster.stop();
    cluster.createIfMissing(password.path());
    int port = cluster.startOnFreePort();
    log.info("embedded PostgreSQL runs on 127.0.0.1:{}, its data is in {}", port, folder);
    EmbeddedPostgres postgres = new EmbeddedPostgres(lock, cluster, port, secret);
    var _ =
        postgres.guard.scheduleWithFixedDelay(postgres::startAgainIfGone, 1, 1, TimeUnit.SECONDS);
    return postgres;
  }

  /// Where the one that another program has started listens; empty when none runs.
  public static Optional<Address> running(Path dataDirectory) {
    try {
      return Postmaster.of(dataDirectory.toAbsolutePath().resolve("postgres"))
          .filter(Postmaster::alive)
          .map(found -> address(found.port(), passwordFile(dataDirectory).readOrCreate()));
    } catch (IOException e) {
      throw new UncheckedIOException("the data directory cannot be read", e);
    }
  }

  /// How to reach it.
  public Address address() {
    return address;
  }

  /// Stops it; whoever is connected is cut off, what is committed is kept.
  @Override
  public void close() {
    // Not before a start that goes on has ended: nothing would stop what it starts.
    guard.close();
    try (lock) {
      cluster.stop();
      log.info("embedded PostgreSQL is stopped");
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL does not stop: " + message(e), e);
    }
  }

  private void startAgainIfGone() {
    try {
      if (!cluster.isUp()) {
        log.error("the embedded PostgreSQL is gone and is started again");
        cluster.stop();
        cluster.start(port);
      }
    } catch (IOException | RuntimeException e) {
      log.error("the embedded PostgreSQL does not start: {}", e.getMessage());
    }
  }

  private static SecretFile passwordFile(Path folder) {
    return new SecretFile(folder, "database.password");
  }

  private static Address address(int port, String password) {
    return new Address(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.DATABASE, USER, password);
  }

  private static String message(IOException e) {
    return String.valueOf(e.getMessage());
  }
}
