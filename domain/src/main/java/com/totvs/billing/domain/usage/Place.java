package com.totvs.billing.domain.usage;

/// Where a usage record is.
public enum Place {
  /// In the table that recording writes to.
  ONLINE,
  /// Purged to history.
  HISTORY
}
