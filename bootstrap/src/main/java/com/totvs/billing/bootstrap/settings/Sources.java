package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.bootstrap.settings.SettingsException.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/// The texts that are set, gathered from variables and a file, and what is wrong with their names.
///
/// @param texts by the name of the setting
/// @param written by the name of the setting, how the operator wrote that name
record Sources(Map<String, String> texts, Map<String, String> written, List<Problem> problems) {

  /// The variable that names the settings file; itself no setting.
  static final String FILE_VARIABLE = Setting.PREFIX + "SETTINGS_FILE";

  private static final Set<String> NO_SETTINGS = Set.of(FILE_VARIABLE, Settings.TOKEN_VARIABLE);

  private Sources() {
    this(new HashMap<>(), new HashMap<>(), new ArrayList<>());
  }

  static Sources of(Map<String, String> texts) {
    Sources sources = new Sources();
    sources.add(texts, name -> name);
    return sources;
  }

  static Sources read(Map<String, String> environment, Path file) {
    Sources sources = new Sources();
    if (!file.toString().isEmpty()) {
      sources.add(sources.properties(file), name -> name);
    }
    Map<String, String> ours = new TreeMap<>(environment);
    ours.keySet().removeIf(name -> !name.startsWith(Setting.PREFIX) || NO_SETTINGS.contains(name));
    sources.add(ours, Setting::variable);
    return sources;
  }

  String nameAsWritten(Setting<?> setting) {
    return written.getOrDefault(setting.name(), setting.name());
  }

  // An empty text counts as not set, so that a variable can be emptied where it cannot be unset.
  private void add(Map<String, String> source, UnaryOperator<String> spelling) {
    Map<String, String> unknown = new TreeMap<>(source);
    for (Setting<?> setting : SettingTable.ALL) {
      String name = spelling.apply(setting.name());
      String direct = text(unknown.remove(name));
      if (!direct.isEmpty()) {
        put(setting, name, direct);
      }
      if (setting.secret()) {
        String fileName = spelling.apply(setting.fileName());
        addFromFile(setting, name, fileName, direct, text(unknown.remove(fileName)));
      }
    }
    unknown.keySet().forEach(name -> problems.add(unknown(name, spelling)));
  }

  private void addFromFile(
      Setting<?> setting, String name, String fileName, String direct, String file) {
    if (file.isEmpty()) {
      return;
    }
    if (!direct.isEmpty()) {
      problems.add(new Problem(name + ":", "is set beside " + fileName, "one of the two"));
      return;
    }
    try {
      put(setting, fileName, Files.readString(Path.of(file)).strip());
    } catch (IOException | IllegalArgumentException e) {
      problems.add(
          new Problem(fileName + ":", "'" + file + "' cannot be read", "a file with the secret"));
    }
  }

  private void put(Setting<?> setting, String name, String text) {
    texts.put(setting.name(), text);
    written.put(setting.name(), name);
  }

  private Map<String, String> properties(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add(
          new Problem(
              "settings file " + file + ":", "cannot be read", "a properties file in UTF-8"));
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return texts;
  }

  private static Problem unknown(String name, UnaryOperator<String> spelling) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        SettingTable.ALL.stream()
            .flatMap(
                setting ->
                    setting.secret()
                        ? Stream.of(setting.name(), setting.fileName())
                        : Stream.of(setting.name()))
            .map(spelling)
            .min(Comparator.comparingInt(known -> distance.apply(name, known)))
            .orElseThrow();
    return new Problem(name, "is no setting; the nearest is " + nearest, "");
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
