package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.bootstrap.settings.SettingsException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is set, checked as a whole: once this exists, every setting can be read.
public final class Settings {
  /// The variable that holds the token of commands that call a server; itself no setting.
  public static final String TOKEN_VARIABLE = Setting.PREFIX + "TOKEN";

  private final Map<String, String> texts;

  private Settings(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /// Settings by name; those left out have their defaults, the environment does not count.
  ///
  /// @throws SettingsException with every wrong one
  public static Settings of(Map<String, String> texts) {
    return checked(Sources.of(texts));
  }

  /// Settings from a file and from variables, which win over it. With an empty path the file is the
  /// one that `BILLING_SETTINGS_FILE` names, if it is set.
  ///
  /// @throws SettingsException with every wrong one
  public static Settings read(Map<String, String> environment, Path file) {
    Path named =
        file.toString().isEmpty()
            ? Path.of(environment.getOrDefault(Sources.FILE_VARIABLE, ""))
            : file;
    return checked(Sources.read(environment, named));
  }

  /// The value of a setting.
  public <T> T get(Setting<T> setting) {
    return setting.reader().apply(texts.getOrDefault(setting.name(), setting.fallback()));
  }

  /// Where the program keeps what it makes itself.
  public Path dataDirectory() {
    return Path.of(System.getProperty("billing.home", ""))
        .resolve(get(ProgramSettings.DATA_DIR))
        .toAbsolutePath()
        .normalize();
  }

  private static Settings checked(Sources sources) {
    List<Problem> problems = new ArrayList<>(sources.problems());
    Set<Setting<?>> unreadable = new HashSet<>();
    for (Setting<?> setting : SettingTable.ALL) {
      Optional<Problem> problem = problem(setting, sources);
      problem.ifPresent(problems::add);
      problem.ifPresent(_ -> unreadable.add(setting));
    }
    Settings settings = new Settings(sources.texts());
    problems.addAll(Consistency.problems(settings, unreadable));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  private static Optional<Problem> problem(Setting<?> setting, Sources sources) {
    String text = sources.texts().getOrDefault(setting.name(), setting.fallback());
    try {
      var _ = setting.reader().apply(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      String shown = mayHoldSecret(setting) ? "" : "'" + text + "' ";
      return Optional.of(
          new Problem(
              sources.nameAsWritten(setting) + ":", shown + e.getMessage(), setting.allowed()));
    }
  }

  // Somebody may have written a password into an address, where none is allowed.
  private static boolean mayHoldSecret(Setting<?> setting) {
    return setting.secret()
        || setting.name().endsWith("url")
        || setting.name().endsWith("endpoint");
  }

  /// Names no value, since some are secrets.
  @Override
  public String toString() {
    return "Settings" + texts.keySet();
  }
}
