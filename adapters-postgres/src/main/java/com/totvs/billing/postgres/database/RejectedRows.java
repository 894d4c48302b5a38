package com.totvs.billing.postgres.database;

/// PostgreSQL will not take some row of a statement, however often it is tried.
public final class RejectedRows extends RuntimeException {
  /// @param cause what PostgreSQL says of it
  public RejectedRows(Throwable cause) {
    super(cause);
  }
}
