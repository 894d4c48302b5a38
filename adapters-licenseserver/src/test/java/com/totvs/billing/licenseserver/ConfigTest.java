package com.totvs.billing.licenseserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.licenseserver.LicenseServerModule.Credential;
import com.totvs.billing.licenseserver.LicenseServerModule.FieldNames;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the module lets itself be told.
class ConfigTest {
  private static final String PATH = LicenseServerTest.PATH;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host",
        "host",
        "/path",
        "http:///path",
        "https://user:s3cr3t-t0ken@host",
        "https://host?key=s3cr3t-t0ken",
        "https://host#part"
      })
  void an_address_that_cannot_be_is_refused_without_quoting_it(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(URI.create(address), PATH))
        .withMessageStartingWith("License Server's address")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(LicenseServerTest.SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1/{licenseServerId}",
        "/v1",
        "/{licenseServerId}/{licenseServerId}",
        "/a b/{licenseServerId}"
      })
  void a_path_that_cannot_be_is_refused(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> config(URI.create("https://host"), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "Host", "a:b"})
  void a_header_that_http_does_not_allow_is_refused(String header) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credential(header, LicenseServerTest.SECRET))
        .satisfies(e -> assertThat(e).hasMessageNotContaining(LicenseServerTest.SECRET));
  }

  @Test
  void a_value_that_http_does_not_allow_is_refused_without_quoting_it() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credential("Authorization", LicenseServerTest.SECRET + "\r\nA: b"))
        .withNoCause()
        .satisfies(e -> assertThat(e).hasMessageNotContaining(LicenseServerTest.SECRET));
  }

  @Test
  void the_credential_is_not_shown() {
    assertThat(config(URI.create("https://host"), PATH).toString())
        .contains("Authorization")
        .doesNotContain(LicenseServerTest.SECRET);
  }

  @Test
  void names_that_are_not_listed_stay() {
    assertThat(FieldNames.parse("emergencyKey.active=key.on"))
        .satisfies(names -> assertThat(names.emergencyKeyActive()).isEqualTo("key.on"))
        .satisfies(names -> assertThat(names.tcode()).isEqualTo("tcode"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcode", "tcode=", "tcode=a..b", "code=a", "tcode=a,", "tcode=a=b"})
  void a_list_of_names_that_cannot_be_is_refused(String names) {
    assertThatThrownBy(() -> FieldNames.parse(names))
        .isInstanceOf(BillingException.class)
        .hasMessageContaining("license-server.fields");
  }

  private static LicenseServerModule.Config config(URI baseUrl, String path) {
    return LicenseServerTest.config(baseUrl, path, FieldNames.DEFAULT, Duration.ofSeconds(1), 1);
  }
}
