package com.totvs.billing.domain.purge;

/// How records are moved.
public enum MoveMethod {
  /// A whole month at once, in about the same time whatever its size.
  PARTITION,
  /// At most so many records at a time.
  BATCHES
}
