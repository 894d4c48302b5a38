package com.totvs.billing.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The program in a process of its own, run by an ordinary user, whoever runs the tests.
final class ServeProcess {
  static final boolean ROOT = System.getProperty("user.name").equals("root");
  private static final long PATIENCE_SECONDS = 180;

  private final Process process;
  private final Path out;
  private final Path err;

  private ServeProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// A copy of the program that every user may read: the build may stand in a private folder.
  static String copyProgram(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    int number = 0;
    List<String> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path copy = folder.resolve(number++ + "-" + Path.of(entry).getFileName());
      copy(Path.of(entry), copy);
      classPath.add(copy.toString());
    }
    return String.join(File.pathSeparator, classPath);
  }

  static ServeProcess start(String classPath, Path folder, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            "com.totvs.billing.bootstrap.Main",
            "serve"));
    Path out = Files.createTempFile(folder, "serve", ".out");
    Path err = Files.createTempFile(folder, "serve", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(new File("/")).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new ServeProcess(builder.start(), out, err);
  }

  /// Waits until it listens.
  ServeProcess listening() throws IOException, InterruptedException, TimeoutException {
    for (long waited = 0; !said(out).contains("Billing listens on"); waited++) {
      if (waited == 10 * PATIENCE_SECONDS || process.waitFor(100, MILLISECONDS)) {
        process.destroyForcibly();
        throw new TimeoutException("serve does not listen: " + said(err));
      }
    }
    return this;
  }

  int endsWith() throws InterruptedException, TimeoutException {
    if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
      process.destroyForcibly();
      throw new TimeoutException("serve does not end");
    }
    return process.exitValue();
  }

  int terminate() throws InterruptedException, TimeoutException {
    process.destroy();
    return endsWith();
  }

  int kill() throws InterruptedException, TimeoutException {
    process.destroyForcibly();
    return endsWith();
  }

  String errors() throws IOException {
    return said(err);
  }

  private static String said(Path file) throws IOException {
    return Files.readString(file, UTF_8);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
