package com.totvs.billing.benchmark;

import com.google.longrunning.Operation;
import com.totvs.billing.v1.UsageMove;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// A purge that is over.
///
/// @param ordered when it was asked for, as [System#nanoTime] tells
/// @param moments from when it was taken up, not from when it was asked for: while it waits for its
///   turn, recording feels nothing of it
record WatchedPurge(UsageMove move, long ordered, Moments moments) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  // The wire tells when it was asked for and when its records were counted, which is too early and
  // too late: recording is locked out for a moment before they are.
  private static final String OPERATION =
      """
      SELECT owner IS NOT NULL AS taken_up, ended_time IS NOT NULL AS over
      FROM billing.operation WHERE operation_id = ?
      """;

  /// Purges a month.
  static WatchedPurge of(YearMonth month, AdminCalls admin, Sql sql) {
    try (Connection connection = sql.connect();
        PreparedStatement operation = connection.prepareStatement(OPERATION)) {
      long ordered = System.nanoTime();
      Operation begun = admin.orderPurge(AdminCalls.month(month));
      operation.setObject(1, id(begun));
      Moments moments = new Moments(await(operation, "taken_up"), await(operation, "over"));
      return new WatchedPurge(admin.purged(begun), ordered, moments);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// From being asked for to its end, in seconds.
  double seconds() {
    return (moments.last() - ordered) / NANOS_PER_SECOND;
  }

  private static UUID id(Operation operation) {
    return UUID.fromString(operation.getName().substring("operations/".length()));
  }

  private static long await(PreparedStatement operation, String column) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(operation, column)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the purge is not " + column + " for too long");
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return System.nanoTime();
  }

  private static boolean holds(PreparedStatement operation, String column) throws SQLException {
    try (ResultSet row = operation.executeQuery()) {
      return row.next() && row.getBoolean(column);
    }
  }
}
