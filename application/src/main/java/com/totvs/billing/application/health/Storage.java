package com.totvs.billing.application.health;

/// The place everything is kept.
public interface Storage {

  /// Whether a transaction commits to disk right now: a real one is tried, for at most a few
  /// seconds. Never fails.
  boolean commits();
}
