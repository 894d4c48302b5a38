package com.totvs.billing.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// Sums of days that were kept in one table are divided by month and place.
class SumsByMonthMigrationTest {
  private static final String BEFORE =
      """
      SET search_path = billing;
      CREATE TABLE usage_2025_12 PARTITION OF usage
        FOR VALUES FROM ('2025-12-01 03:00Z') TO ('2026-01-01 03:00Z');
      CREATE TABLE usage_history_2025_12 PARTITION OF usage_history
        FOR VALUES FROM ('2025-12-01 03:00Z') TO ('2026-01-01 03:00Z');
      CREATE TABLE usage_2026_01 PARTITION OF usage
        FOR VALUES FROM ('2026-01-01 03:00Z') TO ('2026-02-01 03:00Z');
      CREATE TABLE usage_history_2026_01 PARTITION OF usage_history
        FOR VALUES FROM ('2026-01-01 03:00Z') TO ('2026-02-01 03:00Z');
      INSERT INTO usage_daily VALUES
        ('2025-12-31', 'LS-1', 'T123', 's', 'a', 1, NULL, true,  3, 1, 10, 20, 30),
        ('2025-12-31', 'LS-1', 'T123', 's', 'a', 1, NULL, false, 0, 0,  0,  0,  0),
        ('2026-01-01', 'LS-1', NULL,   's', 'a', 1, 7,    false, 2, 2, 11, 21, 31),
        ('2026-01-31', 'LS-2', 'T123', 's', 'a', 2, NULL, false, 1, 1, 12, 22, 32);
      """;

  @Test
  void sums_stay_what_they_are_and_go_to_the_table_of_their_month_and_place() throws SQLException {
    String url = TestDatabase.nothing();
    migrate(url, "13");
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(BEFORE);
      migrate(url, "latest");

      assertThat(rows(statement, "usage_history_daily_2025_12"))
          .containsExactly("(2025-12-31,LS-1,T123,s,a,1,,3,1,10,20,30)");
      assertThat(rows(statement, "usage_daily_2025_12")).isEmpty();
      assertThat(rows(statement, "usage_daily_2026_01"))
          .containsExactly(
              "(2026-01-01,LS-1,,s,a,1,7,2,2,11,21,31)",
              "(2026-01-31,LS-2,T123,s,a,2,,1,1,12,22,32)");
      assertThat(rows(statement, "recorded_daily")).hasSize(3);
      assertThat(rows(statement, "usage_history_monthly_2025_12"))
          .containsExactly("(2025-12-01,LS-1,T123,s,a,1,,3,1,10,20,30)");
      assertThat(rows(statement, "usage_monthly_2026_01"))
          .containsExactly(
              "(2026-01-01,LS-1,,s,a,1,7,2,2,11,21,31)",
              "(2026-01-01,LS-2,T123,s,a,2,,1,1,12,22,32)");
      assertThat(rows(statement, "usage_history_daily_2026_01")).isEmpty();
      assertThatThrownBy(() -> statement.execute("SELECT FROM usage_turn FOR UPDATE"))
          .as("a node of the version before changes no sums")
          .hasMessageContaining("usage_turn");
      assertThat(rows(statement, "sums_turn")).containsExactly("(t)");
    }
  }

  private static void migrate(String url, String target) {
    Flyway.configure()
        .dataSource(url, "postgres", "postgres")
        .locations("classpath:db/migration")
        .defaultSchema("billing")
        .createSchemas(true)
        .target(target)
        .load()
        .migrate();
  }

  private static List<String> rows(Statement statement, String table) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT t::text FROM billing.%s t ORDER BY 1".formatted(table))) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
