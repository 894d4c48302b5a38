package com.totvs.billing.bootstrap.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Looks again and again, from beside the program, whether everything that was acknowledged is
/// there and nothing is there twice: both tables at the same instant, whatever is going on.
final class AlwaysOnce implements AutoCloseable {
  // Months change places only while nobody reads them.
  private static final long PAUSE_NANOS = 200_000_000;
  // A snapshot taken before the locks would be older than what the tables hold after a swap.
  private static final List<String> BEGIN =
      List.of(
          "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
          "LOCK TABLE ONLY billing.usage, ONLY billing.usage_history IN ACCESS SHARE MODE");

  private final PostgresProcess postgres;
  private final Supplier<Set<UUID>> acknowledged;
  private final AtomicInteger looks = new AtomicInteger();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final Thread looking;
  private volatile boolean ending;

  AlwaysOnce(PostgresProcess postgres, Supplier<Set<UUID>> acknowledged) {
    this.postgres = postgres;
    this.acknowledged = acknowledged;
    this.looking = Thread.ofPlatform().daemon().start(this::run);
  }

  /// How often it has seen both tables.
  int looks() {
    return looks.get();
  }

  /// What must never have been.
  List<String> violations() {
    return List.copyOf(violations);
  }

  void finish() throws InterruptedException {
    ending = true;
    looking.join();
  }

  @Override
  public void close() {
    ending = true;
  }

  private void run() {
    while (!ending) {
      try {
        look();
        looks.incrementAndGet();
      } catch (SQLException e) {
        // PostgreSQL was killed, or is starting.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void look() throws SQLException {
    Set<UUID> before = acknowledged.get();
    Set<UUID> seen = HashSet.newHashSet(before.size());
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : BEGIN) {
        statement.execute(sql);
      }
      try (ResultSet row = statement.executeQuery("SELECT usage_id FROM billing.recorded_usage")) {
        while (row.next()) {
          UUID id = row.getObject(1, UUID.class);
          if (!seen.add(id)) {
            violations.add(id + " is there twice");
          }
        }
      }
    }
    before.stream().filter(id -> !seen.contains(id)).forEach(id -> violations.add(id + " is lost"));
  }
}
