package com.totvs.billing.bootstrap.settings;

import java.util.Locale;
import java.util.function.Function;

/// One thing that an operator may set.
///
/// @param name as a settings file writes it, such as `server.port`
/// @param fallback the text that counts when nothing is set; empty means none
/// @param allowed what the text may be, in words
/// @param meaning what it is good for, in words
/// @param secret whether its text must never be shown; it may then be set from a file too
/// @param reader turns the text into the value; an [IllegalArgumentException] says what is wrong,
///   without the text
public record Setting<T>(
    String name,
    String fallback,
    String allowed,
    String meaning,
    boolean secret,
    Function<String, T> reader) {

  static final String PREFIX = "BILLING_";
  private static final String FROM_FILE = "-file";

  static <T> Setting<T> of(String name, String fallback, Kind<T> kind, String meaning) {
    return new Setting<>(name, fallback, kind.allowed(), meaning, false, kind.reader());
  }

  static <T> Setting<T> secret(String name, Kind<T> kind, String meaning) {
    return new Setting<>(name, "", kind.allowed(), meaning, true, kind.reader());
  }

  /// The environment variable that sets it: `BILLING_SERVER_PORT` for `server.port`.
  public String variable() {
    return variable(name);
  }

  /// The name of the setting that tells the file which holds the secret.
  String fileName() {
    return name + FROM_FILE;
  }

  static String variable(String name) {
    return PREFIX + name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
