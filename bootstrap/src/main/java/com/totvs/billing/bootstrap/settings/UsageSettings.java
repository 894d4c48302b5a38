package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// Which usage is taken in, and in whose days and months it counts.
public final class UsageSettings {
  private UsageSettings() {}

  public static final Setting<ZoneId> BUSINESS_ZONE =
      Setting.of(
          "business-zone",
          "America/Sao_Paulo",
          Kind.zone(),
          "Time zone of days and months. Cannot be changed once the database has one.");
  public static final Setting<Duration> ACCEPT_PAST =
      Setting.of(
          "usage.accept-past",
          "400d",
          Kind.span("1h", "4000d"),
          "How long ago usage may have occurred when it is reported.");
  public static final Setting<Duration> ACCEPT_AHEAD =
      Setting.of(
          "usage.accept-ahead",
          "15m",
          Kind.span("0s", "1d"),
          "How far in the future its time may lie, for callers whose clocks run fast.");
  public static final Setting<EmergencyKeyTypes> EMERGENCY_KEY_TYPES =
      Setting.of(
          "emergency-key.types",
          "!0",
          Kind.domain(
              "whole numbers such as 1,2 or, for all but them, !0", EmergencyKeyTypes::parse),
          "Contingency provider types that mean an emergency key.");

  /// In the order of the table.
  static final List<Setting<?>> ALL =
      List.of(BUSINESS_ZONE, ACCEPT_PAST, ACCEPT_AHEAD, EMERGENCY_KEY_TYPES);
}
