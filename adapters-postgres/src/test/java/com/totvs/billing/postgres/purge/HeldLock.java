package com.totvs.billing.postgres.purge;

import com.totvs.billing.postgres.Eventually;
import com.totvs.billing.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A lock on a table that somebody outside of the program holds until it is closed.
final class HeldLock implements AutoCloseable {
  private final Connection connection;

  private HeldLock(Connection connection) {
    this.connection = connection;
  }

  /// Takes the lock.
  ///
  /// @param table with its schema
  /// @param mode as in `LOCK TABLE`
  static HeldLock on(TestDatabase database, String table, String mode) {
    try {
      Connection connection = database.connect();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("LOCK TABLE %s IN %s MODE".formatted(table, mode));
      }
      return new HeldLock(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns once somebody waits for a lock on the table.
  static void awaitWaiting(TestDatabase database, String table) {
    String waiting =
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '%s'::regclass"
            .formatted(table);
    Eventually.holds(() -> !database.query(waiting).equals("0"));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
