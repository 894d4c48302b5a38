package com.totvs.billing.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.application.health.Storage;
import com.totvs.billing.bootstrap.program.Program;
import com.totvs.billing.bootstrap.program.RunningBilling;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.postgres.PostgresModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program on its embedded PostgreSQL, for whoever runs the tests and for an ordinary
/// user.
final class ServeTest {
  private static final int SIGTERM_EXIT = 143;
  private static final int SIGKILL_EXIT = 137;

  @TempDir private Path folder = Path.of("");

  @Test
  void data_survives_a_restart_and_a_second_serve_is_refused() throws SQLException {
    Settings settings = Settings.of(settings(folder.resolve("data")));

    try (RunningBilling billing = Program.start(settings)) {
      assertThat(billing.port()).isPositive();
      execute(billing.database(), "CREATE TABLE kept AS SELECT 42 AS answer");
      assertThatThrownBy(() -> Program.start(settings))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another Billing runs on the data directory " + folder);
    }

    try (RunningBilling again = Program.start(settings)) {
      assertThat(query(again.database(), "SELECT answer FROM kept")).isEqualTo("42");
    }
    assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void the_embedded_database_flushes_asks_for_a_password_and_orders_text_by_code_point()
      throws SQLException {
    try (RunningBilling billing = Program.start(Settings.of(settings(folder.resolve("data"))))) {
      PostgresModule.Config database = billing.database();
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database, "SELECT 'Z' < 'a'")).isEqualTo("t");
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.url(), database.user(), "guess").close())
          .hasMessageContaining("password authentication failed");
      assertThat(database.toString()).doesNotContain(database.password());
    }
  }

  @Test
  void an_embedded_database_that_dies_is_started_again() throws Exception {
    try (RunningBilling billing = Program.start(Settings.of(settings(folder.resolve("data"))))) {
      Storage storage = billing.injector().getInstance(Storage.class);
      Path pidFile = folder.resolve("data/postgres/postmaster.pid");
      ProcessHandle postgres =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst())).orElseThrow();
      assertThat(storage.commits()).isTrue();

      assertThat(postgres.destroyForcibly()).isTrue();
      postgres.onExit().get(10, TimeUnit.SECONDS);

      for (int tries = 0; tries < 60 && !storage.commits(); tries++) {
        assertThat(new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(storage.commits()).isTrue();
    }
  }

  @Test
  void an_ordinary_user_serves_stops_cleanly_and_survives_being_killed() throws Exception {
    String program = ServeProcess.copyProgram(folder);
    Path data = ownedByTheUser(folder.resolve("home")).resolve("data");
    Map<String, String> environment =
        Map.of("BILLING_DATA_DIR", data.toString(), "BILLING_SERVER_PORT", "0");

    ServeProcess killed = ServeProcess.start(program, folder, environment).listening();
    ServeProcess second = ServeProcess.start(program, folder, environment);
    assertThat(second.endsWith()).isEqualTo(1);
    assertThat(second.errors()).contains("another Billing runs on the data directory");
    assertThat(killed.kill()).isEqualTo(SIGKILL_EXIT);

    Path pidFile = data.resolve("postgres/postmaster.pid");
    long orphan = Long.parseLong(Files.readAllLines(pidFile).getFirst());
    assertThat(ProcessHandle.of(orphan)).as("PostgreSQL outlives its program").isPresent();

    ServeProcess after = ServeProcess.start(program, folder, environment).listening();
    assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(after.terminate()).isEqualTo(SIGTERM_EXIT);
    assertThat(pidFile).doesNotExist();
    assertThat(Files.getOwner(data).getName())
        .isEqualTo(ServeProcess.ROOT ? "nobody" : Files.getOwner(folder).getName());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    String secret = Files.readString(data.resolve("development.key")).strip();
    String password = Files.readString(data.resolve("database.password")).strip();
    assertThat(killed.errors() + after.errors()).doesNotContain(secret, password);
  }

  private static Path ownedByTheUser(Path home) throws IOException {
    Files.createDirectory(home);
    if (ServeProcess.ROOT) {
      Files.setOwner(
          home,
          home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
    return home;
  }

  private static Map<String, String> settings(Path data) {
    return Map.of("server.port", "0", "data-dir", data.toString());
  }

  private static void execute(PostgresModule.Config database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(PostgresModule.Config database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static Connection connect(PostgresModule.Config database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
