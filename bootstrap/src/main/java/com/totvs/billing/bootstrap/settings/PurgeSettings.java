package com.totvs.billing.bootstrap.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is moved to history, and in what steps.
public final class PurgeSettings {
  private PurgeSettings() {}

  public static final Setting<Duration> YOUNGEST =
      Setting.of(
          "purge.youngest",
          "24h",
          Kind.span("0s", "400d"),
          "How long ago a period must have ended to be purged.");
  public static final Setting<Optional<Integer>> KEEP_MONTHS =
      Setting.of(
          "purge.keep-months",
          "",
          Kind.whole(1, 1_200).orNothing(),
          "Months that stay online, the present one included; older ones are purged by themselves."
              + " Without it: none is.");
  public static final Setting<Integer> BATCH_SIZE =
      Setting.of(
          "purge.batch-size",
          "20000",
          Kind.whole(100, 100_000),
          "Records moved in one transaction where a month is not moved whole.");

  /// In the order of the table.
  static final List<Setting<?>> ALL = List.of(YOUNGEST, KEEP_MONTHS, BATCH_SIZE);
}
