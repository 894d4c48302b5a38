package com.totvs.billing.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A crash of the program cannot show that a flush is missing; so `serve` must not even start
/// without.
final class FlushSettingsTest {
  @TempDir private static Path folder = Path.of("");

  private static Site site;

  @BeforeAll
  static void create() throws Exception {
    site = Site.create(folder);
  }

  @AfterAll
  static void close() throws Exception {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
  void serve_refuses_a_database_that_does_not_flush(String setting) throws Exception {
    site.postgres().stop();
    site.postgres().start(setting + "=off");

    try (ServerProcess server = site.launch(Map.of())) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.errors())
          .contains("the database would lose committed usage in a crash, since " + setting)
          .contains("turn it on in PostgreSQL's settings");
    }
  }
}
