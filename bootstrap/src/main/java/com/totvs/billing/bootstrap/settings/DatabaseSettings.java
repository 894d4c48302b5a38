package com.totvs.billing.bootstrap.settings;

import java.util.List;
import java.util.Optional;

/// Which PostgreSQL keeps everything.
public final class DatabaseSettings {
  private DatabaseSettings() {}

  public static final Setting<Optional<String>> URL =
      Setting.of(
          "database.url",
          "",
          Kind.text()
              .where(
                  url -> url.startsWith("jdbc:postgresql:") && !url.contains("password="),
                  "jdbc:postgresql://host:port/database, without a password",
                  "is no such URL")
              .orNothing(),
          "PostgreSQL to keep everything in. Without it: an embedded one in the data directory.");
  public static final Setting<String> USER =
      Setting.of("database.user", "billing", Kind.text(), "User of that database.");
  public static final Setting<Optional<String>> PASSWORD =
      Setting.secret("database.password", Kind.text().orNothing(), "Password of that user.");
  public static final Setting<Integer> READERS =
      Setting.of("database.readers", "8", Kind.whole(1, 100), "Connections that answer calls.");

  /// In the order of the table.
  static final List<Setting<?>> ALL = List.of(URL, USER, PASSWORD, READERS);
}
