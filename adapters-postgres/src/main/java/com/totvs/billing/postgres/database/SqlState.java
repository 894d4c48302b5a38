package com.totvs.billing.postgres.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What went wrong in PostgreSQL, told by its SQLSTATE and never by a constraint's name, which
/// Citus does not keep.
///
/// @param code five characters, or empty when PostgreSQL did not say
/// @param noConnection whether no connection was free or could be made
public record SqlState(String code, boolean noConnection) {
  private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03");
  // Shutting down, starting, too many connections, too slow, read only after a failover.
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "57P05", "53300", "57014", "25006", "53100", "58030");

  /// The state of the first [SQLException] among the causes; an empty one when there is none.
  public static SqlState of(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return new SqlState(
            sql.getSQLState() == null ? "" : sql.getSQLState(),
            sql instanceof SQLTransientConnectionException);
      }
    }
    return new SqlState("", false);
  }

  /// A serialization failure, a deadlock or a lock not had in time: the same again may succeed.
  public boolean passesByItself() {
    return PASSING.contains(code);
  }

  /// PostgreSQL cannot be reached, is not ready, or does not answer in time.
  boolean away() {
    return noConnection || code.startsWith("08") || AWAY.contains(code);
  }

  /// The statement was given up, since it took too long.
  boolean tookTooLong() {
    return code.equals("57014");
  }

  /// A value, a constraint or a missing partition: the same again will fail again.
  boolean refusesData() {
    return code.startsWith("22") || code.startsWith("23");
  }
}
