package com.totvs.billing.bootstrap.command;

import com.totvs.billing.bootstrap.program.Logging;
import com.totvs.billing.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/// Where a command's settings come from.
final class SettingsSource {
  private final Map<String, String> environment;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "Properties file with settings; also BILLING_SETTINGS_FILE. Variables win over it.")
  private Path file = Path.of("");

  SettingsSource(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Reads the settings, and has log lines written as they say.
  Settings read() {
    Settings settings = Settings.read(environment, file);
    Logging.configure(settings);
    return settings;
  }
}
