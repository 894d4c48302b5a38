package com.totvs.billing.bootstrap.system;

import com.totvs.billing.bootstrap.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real PostgreSQL that can be killed, stopped and frozen, and started again on the same data and
/// the same port. Nothing starts it again but the test.
final class PostgresProcess implements AutoCloseable {
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "full_page_writes=on",
          "synchronous_commit=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=200",
          "shared_buffers=64MB");

  // Below the ports that the system gives to clients, so that none takes it while the server is
  // away.
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;
  private static final int PROCESS_ENDS_WITHIN_SECONDS = 30;

  private final Path folder;
  private final Path programs;
  private final EmbeddedPostgres.Address address;
  private final int port;

  private PostgresProcess(Path folder, Path programs, EmbeddedPostgres.Address address, int port) {
    this.folder = folder;
    this.programs = programs;
    this.address = address;
    this.port = port;
  }

  /// Makes a data directory and starts a server on it.
  static PostgresProcess create(Path folder) throws Exception {
    EmbeddedPostgres.Address address;
    try (EmbeddedPostgres first = EmbeddedPostgres.start(folder)) {
      address = first.address();
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path programs =
          files
              .filter(file -> file.getFileName().toString().startsWith("postgresql-"))
              .findFirst()
              .orElseThrow()
              .resolve("bin");
      PostgresProcess postgres = new PostgresProcess(folder, programs, address, freePort());
      postgres.start();
      return postgres;
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/billing";
  }

  String user() {
    return address.user();
  }

  String password() {
    return address.password();
  }

  /// Starts it with settings beside the usual ones, such as `fsync=off`. What a killed one left
  /// behind may hinder the first attempts.
  void start(String... more) throws Exception {
    String options =
        Stream.concat(SETTINGS.stream(), Stream.of(more))
            .map(setting -> "-c " + setting)
            .collect(Collectors.joining(" ", "-p " + port + " ", ""));
    Eventually.holds(
        "PostgreSQL starts",
        () ->
            pgCtl("start", "-w", "-t", "60", "-l", folder.resolve("log").toString(), "-o", options)
                == 0);
  }

  /// Ends it in order; whoever is connected is cut off.
  void stop() throws Exception {
    pgCtl("stop", "-w", "-m", "fast");
  }

  /// Kills all its processes at once with SIGKILL, as a machine that fails would.
  void kill() throws Exception {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      process.onExit().get(PROCESS_ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    }
    Files.deleteIfExists(pidFile());
  }

  /// Has it hang: it takes connections, and answers nothing.
  void freeze() throws Exception {
    signal("STOP");
  }

  /// Ends [#freeze].
  void thaw() throws Exception {
    signal("CONT");
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), password());
  }

  /// The first column of the first row.
  String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws Exception {
    if (Files.exists(pidFile())) {
      thaw();
      stop();
    }
  }

  private List<ProcessHandle> processes() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
    return ProcessHandle.of(pid).stream()
        .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
        .toList();
  }

  private Path pidFile() {
    return folder.resolve("postgres").resolve("postmaster.pid");
  }

  private void signal(String name) throws Exception {
    String pids =
        processes().stream()
            .map(process -> String.valueOf(process.pid()))
            .collect(Collectors.joining(" "));
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + pids).start().waitFor();
  }

  private int pgCtl(String... arguments) throws Exception {
    // PostgreSQL refuses to run as root, see PostgresPrograms.
    boolean root = System.getProperty("user.name").equals("root");
    List<String> command = new ArrayList<>(root ? List.of("unshare", "--user") : List.of());
    command.addAll(List.of(programs.resolve("pg_ctl").toString(), arguments[0]));
    command.addAll(List.of("-D", folder.resolve("postgres").toRealPath().toString()));
    command.addAll(List.of(arguments).subList(1, arguments.length));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    builder.redirectOutput(folder.resolve("pg_ctl.log").toFile());
    return builder.start().waitFor();
  }

  private static int freePort() {
    Random random = new Random();
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = FIRST_PORT + random.nextInt(PORTS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: the next one may be free.
      }
    }
    throw new IllegalStateException("no port is free");
  }
}
