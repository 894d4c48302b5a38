package com.totvs.billing.bootstrap.settings;

import java.time.Duration;
import java.util.List;

/// When License Server is asked about a license, and when again.
public final class LookupSettings {
  private LookupSettings() {}

  public static final Setting<Duration> LEASE =
      Setting.of(
          "lookup.lease",
          "30s",
          Kind.span("1s", "1h"),
          "How long a node has for one license; no other node asks meanwhile.");
  public static final Setting<Duration> FIRST_DELAY =
      Setting.of(
          "lookup.first-delay",
          "1s",
          Kind.span("10ms", "1h"),
          "Wait after a first question without an answer; it doubles with each.");
  public static final Setting<Duration> LONGEST_DELAY =
      Setting.of("lookup.longest-delay", "5m", Kind.span("10ms", "1d"), "Where doubling stops.");
  public static final Setting<Duration> SET_ASIDE_DELAY =
      Setting.of(
          "lookup.set-aside-delay",
          "6h",
          Kind.span("100ms", "30d"),
          "When a license that nobody holds is asked about again.");
  public static final Setting<Duration> REFRESH =
      Setting.of(
          "lookup.refresh",
          "24h",
          Kind.span("100ms", "90d"),
          "When a known holder is confirmed in the background.");
  public static final Setting<Duration> FRESH_FOR =
      Setting.of(
          "lookup.fresh-for",
          "1h",
          Kind.span("0s", "30d"),
          "How old a kept answer may be for ValidateLicense to give it.");

  /// In the order of the table.
  static final List<Setting<?>> ALL =
      List.of(LEASE, FIRST_DELAY, LONGEST_DELAY, SET_ASIDE_DELAY, REFRESH, FRESH_FOR);
}
