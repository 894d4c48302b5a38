package com.totvs.billing.bootstrap.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Runs PostgreSQL's programs.
///
/// They refuse to run as root. Root therefore runs them in a user namespace of their own (`unshare
/// --user`), where root is nobody: to the system they stay root's processes, so that the data
/// directory stays root's as well.
record PostgresPrograms(Path folder) {

  /// What a program said, and how it ended.
  record Result(int exitCode, String output) {}

  /// Runs a program to its end with `input` on its standard input.
  Result run(String input, List<String> command) throws IOException {
    List<String> whole = new ArrayList<>(isRoot() ? List.of("unshare", "--user") : List.of());
    whole.add(folder.resolve("bin").resolve(command.getFirst()).toString());
    whole.addAll(command.subList(1, command.size()));
    ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(waitFor(process), output.strip());
  }

  /// Runs a program that must succeed.
  void runOrFail(String input, String... command) throws IOException {
    Result result = run(input, List.of(command));
    if (result.exitCode() != 0) {
      throw new IOException(command[0] + " failed: " + result.output() + advice());
    }
  }

  private static String advice() throws IOException {
    return isRoot()
        ? " (as root this needs unshare --user; where that is not allowed, run as an ordinary user"
            + " or set database.url)"
        : "";
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.readAttributes(self, PosixFileAttributes.class).owner().getName().equals("root");
  }

  private static int waitFor(Process process) throws InterruptedIOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
