package com.totvs.billing.bootstrap.settings;

import java.nio.file.Path;
import java.util.List;

/// What the program keeps for itself, and how it logs.
public final class ProgramSettings {
  private ProgramSettings() {}

  /// How log lines look; `AUTO` is text on a terminal and JSON elsewhere.
  public enum LogFormat {
    AUTO,
    TEXT,
    JSON
  }

  /// The least serious log lines that are written.
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  public static final Setting<Path> DATA_DIR =
      Setting.of(
          "data-dir",
          ".billing",
          Kind.path(),
          "Where the embedded PostgreSQL and the development key live; a relative one is below the"
              + " folder of `./billing`.");
  public static final Setting<LogFormat> LOG_FORMAT =
      Setting.of("log.format", "auto", Kind.oneOf(LogFormat.class), "How log lines look.");
  public static final Setting<LogLevel> LOG_LEVEL =
      Setting.of(
          "log.level", "info", Kind.oneOf(LogLevel.class), "Least serious log lines written.");

  /// In the order of the table.
  static final List<Setting<?>> ALL = List.of(DATA_DIR, LOG_FORMAT, LOG_LEVEL);
}
