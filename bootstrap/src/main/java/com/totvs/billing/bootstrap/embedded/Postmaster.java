package com.totvs.billing.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The process that serves a data directory, as its `postmaster.pid` tells.
///
/// @param alive whether that process runs, and is no other that got its number since
record Postmaster(long pid, int port, boolean alive) {
  private static final int PORT_LINE = 3;

  static Optional<Postmaster> of(Path data) throws IOException {
    if (!Files.exists(pidFile(data))) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile(data));
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.getFirst().strip());
    int port = Integer.parseInt(lines.get(PORT_LINE).strip());
    return Optional.of(new Postmaster(pid, port, serves(pid, data)));
  }

  static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }

  private static boolean serves(long pid, Path data) throws IOException {
    Path commandLine = Path.of("/proc", String.valueOf(pid), "cmdline");
    return Files.exists(commandLine)
        && List.of(Files.readString(commandLine).split("\0")).contains(data.toString());
  }
}
