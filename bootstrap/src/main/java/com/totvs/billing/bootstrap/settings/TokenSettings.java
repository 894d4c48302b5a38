package com.totvs.billing.bootstrap.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which tokens are good, and what they are signed with.
public final class TokenSettings {
  private TokenSettings() {}

  public static final Setting<String> ISSUER =
      Setting.of("token.issuer", "billing", Kind.text(), "Claim `iss` that every token must have.");
  public static final Setting<String> AUDIENCE =
      Setting.of(
          "token.audience", "billing", Kind.text(), "Claim `aud` that every token must have.");
  public static final Setting<Duration> LEEWAY =
      Setting.of(
          "token.leeway",
          "30s",
          Kind.span("0s", "5m"),
          "How far the clocks of issuers may be off.");
  public static final Setting<Optional<byte[]>> SECRET =
      Setting.secret(
          "token.secret",
          Kind.bytes(32).orNothing(),
          "Secret that tokens are signed with (HS256). Without it and without `token.jwks`: a"
              + " development key in the data directory.");
  public static final Setting<Optional<URI>> JWKS =
      Setting.of(
          "token.jwks",
          "",
          Kind.address("file", "http", "https").orNothing(),
          "Key set (JWKS) that tokens are verified with (RS256, ES256), instead of a secret.");

  /// How long a development token may be good; read like the settings.
  public static final Function<String, Duration> LIFETIME = Kind.span("1s", "366d").reader();

  /// In the order of the table.
  static final List<Setting<?>> ALL = List.of(ISSUER, AUDIENCE, LEEWAY, SECRET, JWKS);
}
