package com.totvs.billing.application.health;

import java.util.List;

/// The place everything is kept.
public interface Storage extends AutoCloseable {

  /// Makes it ready: brings its structure up to date and prepares the months that records may fall
  /// into. Several nodes may do so at once.
  ///
  /// @throws IllegalStateException when it cannot be trusted, with what to do about it: a flush
  ///   setting is off, or it was started with another business zone
  void open();

  /// Prepares the months ahead; to be called at least once a day.
  void prepareMonths();

  /// Whether a transaction commits to disk right now: a real one is tried, for at most a few
  /// seconds. Never fails.
  boolean commits();

  /// Says of each thing that must be right whether it is. Changes nothing and never fails.
  List<Finding> inspect();

  /// Commits what is queued, then lets go of everything.
  @Override
  void close();
}
