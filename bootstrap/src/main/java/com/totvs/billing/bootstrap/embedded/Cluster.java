package com.totvs.billing.bootstrap.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One PostgreSQL data directory and the server on it. For whoever has the folder to itself.
record Cluster(Path data, PostgresPrograms programs, String user) {
  static final String DATABASE = "billing";

  private static final int START_ATTEMPTS = 3;
  private static final String PATIENCE_SECONDS = "120";

  // Flushing is set here rather than left to a default, since it is what the promise to callers
  // rests on. The rest suits one machine that other programs share.
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("fsync", "on"),
              Map.entry("full_page_writes", "on"),
              Map.entry("synchronous_commit", "on"),
              Map.entry("listen_addresses", "127.0.0.1"),
              Map.entry("unix_socket_directories", ""),
              Map.entry("max_connections", "200"),
              Map.entry("shared_buffers", "128MB"),
              Map.entry("effective_cache_size", "1GB"),
              Map.entry("work_mem", "8MB"),
              Map.entry("maintenance_work_mem", "64MB"),
              Map.entry("wal_buffers", "16MB"),
              Map.entry("max_wal_size", "2GB"),
              Map.entry("checkpoint_timeout", "15min"),
              Map.entry("jit", "off"),
              Map.entry("timezone", "UTC"),
              Map.entry("log_timezone", "UTC"),
              Map.entry("logging_collector", "on"),
              Map.entry("log_filename", "postgresql-%a.log"),
              Map.entry("log_truncate_on_rotation", "on"),
              Map.entry("log_checkpoints", "off")));

  /// Makes the data directory. Made under another name first, so that one interrupted half-way is
  /// never taken for a whole one.
  void createIfMissing(Path passwordFile) throws IOException {
    if (Files.exists(data)) {
      return;
    }
    Path draft = data.resolveSibling("postgres-new");
    delete(draft);
    programs.runOrFail(
        "",
        "initdb",
        "--pgdata=" + draft,
        "--username=" + user,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
        "--lc-collate=C",
        "--lc-ctype=C");
    programs.runOrFail(
        "CREATE DATABASE " + DATABASE + "\n",
        "postgres",
        "--single",
        "-D",
        draft.toString(),
        "-j",
        "postgres");
    Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Whether a server runs on the data.
  boolean isUp() throws IOException {
    return Postmaster.of(data).filter(Postmaster::alive).isPresent();
  }

  /// Stops the server that runs on the data: connections are cut, what is committed is on disk. One
  /// that runs no more is forgotten.
  void stop() throws IOException {
    Optional<Postmaster> leftover = Postmaster.of(data);
    if (leftover.isEmpty()) {
      return;
    }
    if (leftover.get().alive()) {
      programs.runOrFail(
          "", "pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", PATIENCE_SECONDS);
    } else {
      // Another process may have got its number by now, and PostgreSQL would not start beside it.
      // Whether parts of the old server still run it finds out by its shared memory as well.
      Files.deleteIfExists(Postmaster.pidFile(data));
    }
  }

  /// Starts the server on a free port of loopback, and returns the port once it answers.
  int startOnFreePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      try {
        start(port);
        return port;
      } catch (IOException e) {
        // The port may have been taken since it was found free.
        if (attempt == START_ATTEMPTS || freed(port)) {
          throw e;
        }
      }
    }
  }

  /// Starts the server on this port, and returns once it answers.
  void start(int port) throws IOException {
    Path startLog = data.resolve("start.log");
    Files.deleteIfExists(startLog);
    PostgresPrograms.Result result =
        programs.run(
            "",
            List.of(
                "pg_ctl",
                "start",
                "-D",
                data.toString(),
                "-l",
                startLog.toString(),
                "-w",
                "-t",
                PATIENCE_SECONDS,
                "-o",
                options(port)));
    if (result.exitCode() != 0) {
      throw new IOException(result.output() + reason(startLog));
    }
  }

  private static String options(int port) {
    return SETTINGS.entrySet().stream()
        .map(setting -> "-c " + setting.getKey() + "='" + setting.getValue() + "'")
        .collect(Collectors.joining(" ", "-p " + port + " ", ""));
  }

  private static String reason(Path startLog) throws IOException {
    return Files.exists(startLog) ? System.lineSeparator() + Files.readString(startLog) : "";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean freed(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
