package com.totvs.billing.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `billing`, in a clone below a folder named `src`, with a build and a JDK that only
/// say what they are asked for.
final class LauncherTest {
  private static final String BUILDS =
      "#!/bin/sh\nmkdir -p bootstrap/target/lib && echo built >> builds\n";

  // A serve goes on until its input ends.
  private static final String RUNS =
      "#!/bin/bash\necho \"runs ${@: -1}\"\n[ \"${@: -1}\" != serve ] || read -r _ || true\n";

  @TempDir private Path folder = Path.of("");

  private Path clone = folder;
  private Path source = folder;

  @BeforeEach
  void clone_it() throws IOException {
    clone = Files.createDirectories(folder.resolve("src/billing"));
    source = clone.resolve("bootstrap/src/main/java/Main.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "");
    Files.copy(Path.of("..", "billing"), clone.resolve("billing"));
    Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    program("jdk/bin/java", RUNS);
    program("jdk/bin/javac", RUNS);
    program("jdk/bin/mvn", BUILDS);
  }

  @Test
  void what_is_built_is_built_again_only_when_a_source_changes() throws Exception {
    assertThat(run("jobs")).contains("billing: built", "runs jobs");
    assertThat(run("jobs")).isEqualTo("runs jobs\n");

    Files.writeString(clone.resolve("README.md"), "changed");
    later(clone.resolve("README.md"));
    later(clone);
    assertThat(run("jobs")).isEqualTo("runs jobs\n");

    later(source);
    assertThat(run("jobs")).contains("billing: built", "runs jobs");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void nothing_is_built_below_a_serve_that_runs() throws Exception {
    Process serve = start("serve");
    BufferedReader said = serve.inputReader();
    String line = said.readLine();
    while (line != null && !line.equals("runs serve")) {
      line = said.readLine();
    }
    later(source);

    assertThat(run("jobs")).contains("stays as it is while serve runs", "runs jobs");
    assertThat(builds()).hasSize(1);

    serve.outputWriter().close();
    assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run("jobs")).contains("billing: built", "runs jobs");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void the_heap_is_512_mb_unless_the_jdks_own_variable_names_another() throws Exception {
    program("jdk/bin/java", "#!/bin/bash\necho \"$@\"\n");
    assertThat(run("jobs")).contains(" -Xmx512m ");
    assertThat(run("jobs", Map.of("JDK_JAVA_OPTIONS", "-Dx=y"))).contains(" -Xmx512m ");
    assertThat(run("jobs", Map.of("JDK_JAVA_OPTIONS", "-Xmx1g")))
        .contains("-XX:+UseG1GC")
        .doesNotContain("-Xmx");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(clone.resolve("builds"));
  }

  private String run(String command) throws IOException {
    return run(command, Map.of());
  }

  private String run(String command, Map<String, String> variables) throws IOException {
    Process process = start(command, variables);
    process.outputWriter().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private Process start(String command) throws IOException {
    return start(command, Map.of());
  }

  // As a service manager would: with neither a home nor anything else of a login.
  private Process start(String command, Map<String, String> variables) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(clone.resolve("billing").toString(), command);
    builder.redirectErrorStream(true).environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                folder.resolve("jdk").toString(),
                "PATH",
                folder.resolve("jdk/bin") + ":/usr/bin:/bin"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void later(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
  }
}
