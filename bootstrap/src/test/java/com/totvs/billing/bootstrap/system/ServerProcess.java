package com.totvs.billing.bootstrap.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `billing serve` in a process of its own.
final class ServerProcess implements AutoCloseable {
  private static final String LISTENS = "Billing listens on 127.0.0.1:";
  private static final int ENDS_WITHIN_SECONDS = 60;

  private final Process process;
  private final Path errors;
  private int port;

  private ServerProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /// Starts it; it need not come so far as to listen.
  static ServerProcess launch(Path folder, Map<String, String> environment) throws IOException {
    Path errors = Files.createTempFile(folder, "serve", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "com.totvs.billing.bootstrap.Main",
                "serve"));
    builder.redirectError(errors.toFile()).environment().putAll(environment);
    return new ServerProcess(builder.start(), errors);
  }

  /// Waits until it listens.
  ServerProcess listening() throws IOException {
    String line = firstLine();
    if (line == null || !line.startsWith(LISTENS)) {
      throw new IOException("serve does not listen: " + errors());
    }
    port = Integer.parseInt(line.substring(LISTENS.length()));
    return this;
  }

  int port() {
    return port;
  }

  /// Waits until it ends, and returns its exit code.
  int exitCode() throws InterruptedException, IOException {
    if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("serve does not end: " + errors());
    }
    return process.exitValue();
  }

  /// What it wrote to standard error.
  String errors() throws IOException {
    return Files.readString(errors);
  }

  /// Ends it with SIGKILL.
  @Override
  public void close() throws InterruptedException, IOException {
    process.destroyForcibly();
    exitCode();
  }

  private @Nullable String firstLine() throws IOException {
    // Left open: what follows is little, and a closed pipe would be an error to the program.
    BufferedReader out = process.inputReader();
    return out.readLine();
  }
}
