package com.totvs.billing.postgres;

/// PostgreSQL will not take some row of a statement, however often it is tried.
final class RejectedRows extends RuntimeException {
  RejectedRows(Throwable cause) {
    super(cause);
  }
}
