package com.totvs.billing.bootstrap.settings;

import java.util.List;

/// How usage is written down.
public final class JournalSettings {
  private JournalSettings() {}

  public static final Setting<Integer> QUEUE_CAPACITY =
      Setting.of(
          "journal.queue-capacity",
          "20000",
          Kind.whole(1_000, 1_000_000),
          "Records that may wait to be written; callers beyond them are sent away.");
  public static final Setting<Integer> WRITERS =
      Setting.of("journal.writers", "2", Kind.whole(1, 32), "Connections that write records.");

  /// In the order of the table.
  static final List<Setting<?>> ALL = List.of(QUEUE_CAPACITY, WRITERS);
}
