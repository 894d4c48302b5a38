package com.totvs.billing.azurecost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.totvs.billing.azurecost.AzureCostModule.Config;
import com.totvs.billing.azurecost.AzureCostModule.Credential;
import com.totvs.billing.azurecost.AzureCostModule.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the module lets itself be told.
class ConfigTest {
  private static final String SECRET = AzureCostTest.SECRET;
  private static final Credential IDENTITY = new Credential.ManagedIdentity(Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host",
        "host",
        "/path",
        "https:///path",
        "http://management.azure.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "https://user:eyJ0.s3cr3t.t0ken@host",
        "https://host/eyJ0.s3cr3t.t0ken",
        "https://host?key=eyJ0.s3cr3t.t0ken",
        "https://host#part"
      })
  void an_address_that_cannot_be_is_refused_without_quoting_it(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Config.usual(URI.create(address), IDENTITY))
        .withMessageStartingWith("Azure's address must")
        .satisfies(e -> assertThat(e).hasMessageNotContaining(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://management.azure.com",
        "https://host:8443/",
        "http://localhost:80",
        "http://127.0.0.1:9",
        "http://[::1]:9"
      })
  void an_address_is_https_or_on_loopback(String address) {
    assertThat(Config.usual(URI.create(address), IDENTITY).baseUrl())
        .isEqualTo(URI.create(address));
  }

  @Test
  void a_fixed_token_is_for_loopback_only() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Config.usual(Config.AZURE, new Credential.Fixed(SECRET)))
        .withMessageContaining("loopback only")
        .satisfies(e -> assertThat(e).hasMessageNotContaining(SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "a\r\nHost: b"})
  void a_token_that_http_does_not_allow_is_refused(String token) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Credential.Fixed(token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "a?b"})
  void names_that_cannot_be_are_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credential.ClientSecret(name, "id", SECRET));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credential.ClientSecret("tenant", name, SECRET));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credential.Federated("tenant", name, "file"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credential.ManagedIdentity(Optional.of(name)));
    assertThatIllegalArgumentException().isThrownBy(() -> config(name, "ActualCost", "Cost"));
    assertThatIllegalArgumentException().isThrownBy(() -> config("2025-03-01", name, "Cost"));
    assertThatIllegalArgumentException().isThrownBy(() -> config("2025-03-01", "Usage", name));
  }

  @Test
  void a_secret_and_a_file_must_be_there() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credential.ClientSecret("tenant", "id", " "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credential.Federated("tenant", "id", ""));
  }

  @Test
  void limits_that_cannot_be_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> limits(Duration.ZERO, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> limits(Duration.ofDays(2), 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> limits(Duration.ofSeconds(1), 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> limits(Duration.ofSeconds(1), 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AzureCostTest.limits(Duration.ofSeconds(1), 1, 0, 1));
  }

  @Test
  void secrets_are_not_shown() {
    assertThat(
            Config.usual(Config.AZURE, new Credential.ClientSecret("tenant", "id", SECRET))
                .toString())
        .contains("tenant", "id")
        .doesNotContain(SECRET);
    assertThat(new Credential.Fixed(SECRET).toString()).doesNotContain(SECRET);
  }

  private static Config config(String apiVersion, String queryType, String costColumn) {
    return new Config(Config.AZURE, apiVersion, IDENTITY, queryType, costColumn, Limits.USUAL);
  }

  private static Limits limits(Duration timeout, int pages, int answerBytes) {
    return AzureCostTest.limits(timeout, pages, answerBytes);
  }
}
