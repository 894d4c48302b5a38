package com.totvs.billing.bootstrap.settings;

import java.util.List;
import java.util.stream.Stream;

/// Every setting there is, out of the class of each area. What is not here cannot be set.
public final class SettingTable {
  private SettingTable() {}

  /// All of them, in the order of the table.
  public static final List<Setting<?>> ALL =
      Stream.of(
              ServerSettings.ALL,
              TokenSettings.ALL,
              DatabaseSettings.ALL,
              JournalSettings.ALL,
              UsageSettings.ALL,
              LicenseServerSettings.ALL,
              LookupSettings.ALL,
              PurgeSettings.ALL,
              JobSettings.ALL,
              AzureSettings.ALL,
              DtaSettings.ALL,
              FocusSettings.ALL,
              TelemetrySettings.ALL,
              ProgramSettings.ALL)
          .flatMap(List::stream)
          .toList();

  /// The table as Markdown.
  public static String markdown() {
    StringBuilder table =
        new StringBuilder("| setting | environment | default | allowed | meaning |\n");
    table.append("|---|---|---|---|---|\n");
    ALL.forEach(setting -> table.append(row(setting)));
    return table.toString();
  }

  private static String row(Setting<?> setting) {
    String orFile = setting.secret() ? " (or `" + setting.fileName() + "`)" : "";
    String orFileVariable =
        setting.secret() ? " (or `" + Setting.variable(setting.fileName()) + "`)" : "";
    String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
    return "| `%s`%s | `%s`%s | %s | %s | %s |%n"
        .formatted(
            setting.name(),
            orFile,
            setting.variable(),
            orFileVariable,
            fallback,
            setting.allowed(),
            setting.meaning());
  }
}
