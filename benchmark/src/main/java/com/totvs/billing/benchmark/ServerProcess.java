package com.totvs.billing.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A [ServerMain] in a process of its own, with the heap and the collector of `./billing serve`.
final class ServerProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  /// What the heap held at most, in bytes; as [HeapWatch] says.
  record Peaks(long all, long afterCollection, long limit) {}

  private final Process process;
  private final BufferedReader answers;
  private final List<String> greeting;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.greeting = greeting();
  }

  /// Starts it and returns once it answers calls.
  ///
  /// @param profile where a recording of Java Flight Recorder is to go
  static ServerProcess start(Path dataDirectory, Optional<Path> profile) {
    try {
      return new ServerProcess(
          new ProcessBuilder(command(dataDirectory, profile))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("the server does not start", e);
    }
  }

  private static List<String> command(Path dataDirectory, Optional<Path> profile) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx512m",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=50",
            "-XX:+ExitOnOutOfMemoryError"));
    profile.ifPresent(
        file ->
            command.add(
                "-XX:StartFlightRecording:settings=profile,filename=" + file.toAbsolutePath()));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ServerMain.class.getName(),
            dataDirectory.toString()));
    return command;
  }

  String host() {
    return greeting.get(1);
  }

  int port() {
    return Integer.parseInt(greeting.get(2));
  }

  String token() {
    return greeting.get(3);
  }

  Sql sql() {
    return new Sql(greeting.get(4), greeting.get(5), greeting.get(6));
  }

  /// Bytes of heap in use once all garbage is collected.
  long heapInUse() {
    return Long.parseLong(ask(ServerMain.IN_USE).getFirst());
  }

  Peaks heapPeaks() {
    List<Long> peaks = ask(ServerMain.PEAKS).stream().map(Long::valueOf).toList();
    return new Peaks(peaks.get(0), peaks.get(1), peaks.get(2));
  }

  /// Stops it as `serve` stops: what is queued is committed.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private List<String> ask(String question) {
    try {
      process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return fields();
    } catch (IOException e) {
      throw new UncheckedIOException("the server is gone", e);
    }
  }

  // The JVM itself may say something first, such as where it records.
  private List<String> greeting() throws IOException {
    List<String> fields = fields();
    while (!fields.getFirst().equals(ServerMain.READY)) {
      fields = fields();
    }
    return fields;
  }

  private List<String> fields() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server has ended, see its log above");
    }
    return List.of(line.split("\t", -1));
  }
}
