package com.totvs.billing.bootstrap.settings;

import java.time.Duration;
import java.util.List;

/// When the work of a silent node is taken over, and how often totals are checked.
public final class JobSettings {
  private JobSettings() {}

  public static final Setting<Duration> OPERATIONS_LEASE =
      Setting.of(
          "operations.lease",
          "15s",
          Kind.span("1s", "10m"),
          "How long a node that works on an operation may be silent before another goes on.");
  public static final Setting<Duration> HEARTBEAT =
      Setting.of(
          "jobs.heartbeat",
          "2s",
          Kind.span("100ms", "1m"),
          "How often a node says that it runs a job; silent for four times as long, it is taken for"
              + " dead.");
  public static final Setting<Duration> SELF_CHECK_EVERY =
      Setting.of(
          "self-check.every",
          "24h",
          Kind.span("1m", "30d"),
          "How often the totals of the last 40 days are compared with the records.");

  /// In the order of the table.
  static final List<Setting<?>> ALL = List.of(OPERATIONS_LEASE, HEARTBEAT, SELF_CHECK_EVERY);
}
