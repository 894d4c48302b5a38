package com.totvs.billing.domain;

/// Why a call fails, in words that callers can match on. The names are part of the wire and never
/// change.
public enum Reason {
  TOKEN_MISSING(Kind.UNAUTHENTICATED),
  TOKEN_INVALID(Kind.UNAUTHENTICATED),
  TOKEN_EXPIRED(Kind.UNAUTHENTICATED),
  SCOPE_MISSING(Kind.FORBIDDEN),
  SOLUTION_FORBIDDEN(Kind.FORBIDDEN),
  INVALID_FIELDS(Kind.INVALID),
  PAGE_TOKEN_MISMATCH(Kind.INVALID),
  USAGE_ID_REUSED(Kind.EXISTS),
  USAGE_ID_AMBIGUOUS(Kind.PRECONDITION),
  USAGE_ALREADY_VOIDED(Kind.PRECONDITION),
  PERIOD_PURGED(Kind.PRECONDITION),
  EXPORT_TOO_SLOW(Kind.PRECONDITION),
  REQUEST_ID_REUSED(Kind.EXISTS),
  USAGE_NOT_FOUND(Kind.NOT_FOUND),
  OPERATION_NOT_FOUND(Kind.NOT_FOUND),
  FIXED_COST_EXISTS(Kind.EXISTS),
  FIXED_COST_NOT_FOUND(Kind.NOT_FOUND),
  QUEUE_FULL(Kind.EXHAUSTED),
  DATABASE_UNAVAILABLE(Kind.UNAVAILABLE),
  LICENSE_SERVER_UNAVAILABLE(Kind.UNAVAILABLE),
  SHUTTING_DOWN(Kind.UNAVAILABLE);

  /// The families of failure; each becomes one status on the wire.
  public enum Kind {
    UNAUTHENTICATED,
    FORBIDDEN,
    INVALID,
    EXISTS,
    PRECONDITION,
    NOT_FOUND,
    EXHAUSTED,
    UNAVAILABLE
  }

  private final Kind kind;

  Reason(Kind kind) {
    this.kind = kind;
  }

  /// The family this reason belongs to.
  public Kind kind() {
    return kind;
  }
}
