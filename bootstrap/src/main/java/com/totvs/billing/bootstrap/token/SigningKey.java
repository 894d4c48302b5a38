package com.totvs.billing.bootstrap.token;

import com.totvs.billing.bootstrap.files.SecretFile;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.settings.TokenSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// The secret that tokens are signed and verified with while no key set (JWKS) is set.
public final class SigningKey {
  private SigningKey() {}

  /// The secret that is set; else the development key, which is made where there is none yet. Empty
  /// when keys come from a JWKS.
  public static Optional<byte[]> of(Settings settings) {
    if (settings.get(TokenSettings.JWKS).isPresent()) {
      return Optional.empty();
    }
    return settings
        .get(TokenSettings.SECRET)
        .or(() -> Optional.of(developmentKey(settings).getBytes(StandardCharsets.UTF_8)));
  }

  /// Whether the development key is used, and the file it stands in.
  public static Optional<Path> developmentFile(Settings settings) {
    boolean real =
        settings.get(TokenSettings.SECRET).isPresent()
            || settings.get(TokenSettings.JWKS).isPresent();
    return real ? Optional.empty() : Optional.of(secretFile(settings).path());
  }

  private static String developmentKey(Settings settings) {
    return secretFile(settings).readOrCreate();
  }

  private static SecretFile secretFile(Settings settings) {
    return new SecretFile(settings.dataDirectory(), "development.key");
  }
}
