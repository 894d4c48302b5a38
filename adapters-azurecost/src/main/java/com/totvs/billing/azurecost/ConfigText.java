package com.totvs.billing.azurecost;

/// Checks the texts of a configuration. No complaint quotes what it is about, since a secret may be
/// what stands there.
final class ConfigText {
  private ConfigText() {}

  /// @throws IllegalArgumentException when the text does not match as a whole
  static void require(String text, String pattern, String name) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException("Azure's " + name + " is missing or cannot be one");
    }
  }

  /// @throws IllegalArgumentException when an application of Entra ID is not named so
  static void requireApplication(String tenant, String clientId) {
    require(tenant, "[0-9A-Za-z.-]+", "tenant");
    require(clientId, "[0-9A-Za-z-]+", "client id");
  }
}
