package com.totvs.billing.bootstrap.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  private static final Path NO_FILE = Path.of("");
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder = Path.of("");

  @Test
  void without_anything_set_every_setting_has_its_default() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.get(ServerSettings.HOST)).isEqualTo("127.0.0.1");
    assertThat(settings.get(ServerSettings.PORT)).isEqualTo(50_051);
    assertThat(settings.get(DatabaseSettings.URL)).isEmpty();
    assertThat(settings.get(UsageSettings.ACCEPT_PAST)).isEqualTo(Duration.ofDays(400));
    assertThat(settings.get(UsageSettings.EMERGENCY_KEY_TYPES)).hasToString("!0");
  }

  @Test
  void the_readme_tells_every_setting_as_it_is() throws IOException {
    assertThat(Files.readString(Path.of("..", "README.md"))).contains(SettingTable.markdown());
  }

  @Test
  void all_problems_are_told_together() {
    SettingsException wrong =
        wrong(
            Map.of(
                "BILLING_SERVER_PORT", "70000",
                "BILLING_SERVER_DRAIN", "soon",
                "BILLING_SERVER_REFLECTION", "maybe",
                "BILLING_BUSINESS_ZONE", "Sao Paulo",
                "BILLING_JORNAL_WRITERS", "2",
                "BILLING_TOKEN_SECRET", "short"));

    assertThat(wrong.problems()).hasSize(6);
    assertThat(wrong)
        .hasMessageContainingAll(
            "6 settings are wrong",
            "BILLING_SERVER_PORT: '70000' lies outside what is allowed; allowed: a whole number"
                + " from 0 to 65535",
            "BILLING_SERVER_DRAIN: 'soon' is no such length of time",
            "BILLING_SERVER_REFLECTION: 'maybe' is neither true nor false",
            "BILLING_BUSINESS_ZONE: 'Sao Paulo' is no time zone",
            "BILLING_TOKEN_SECRET: is shorter than 32 bytes");
  }

  @Test
  void an_unknown_setting_is_an_error_that_names_the_nearest() throws IOException {
    assertThat(wrong(Map.of("BILLING_DATABASE_PASWORD", "x")))
        .hasMessageContaining(
            "BILLING_DATABASE_PASWORD is no setting; the nearest is BILLING_DATABASE_PASSWORD");

    Path file = Files.writeString(folder.resolve("billing.properties"), "licence-server.url = x\n");
    assertThatThrownBy(() -> Settings.read(Map.of(), file))
        .hasMessageContaining(
            "licence-server.url is no setting; the nearest is license-server.url");
  }

  @Test
  void variables_win_over_the_file() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("billing.properties"), "server.port = 1\njournal.writers = 3\n");
    Map<String, String> environment =
        Map.of("BILLING_SERVER_PORT", "2", "BILLING_SETTINGS_FILE", file.toString());

    Settings settings = Settings.read(environment, NO_FILE);

    assertThat(settings.get(ServerSettings.PORT)).isEqualTo(2);
    assertThat(settings.get(JournalSettings.WRITERS)).isEqualTo(3);
  }

  @Test
  void a_secret_may_stand_in_a_file_of_its_own() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

    Settings settings =
        Settings.read(Map.of("BILLING_TOKEN_SECRET_FILE", file.toString()), NO_FILE);

    assertThat(settings.get(TokenSettings.SECRET)).hasValue(SECRET.getBytes(UTF_8));
  }

  @Test
  void a_secret_is_shown_nowhere() {
    String secret = "hunter2-hunter2";
    SettingsException wrong =
        wrong(
            Map.of(
                "BILLING_TOKEN_SECRET", secret,
                "BILLING_DATABASE_URL", "jdbc:postgresql://db/billing?password=" + secret,
                "BILLING_LICENSE_SERVER_CREDENTIAL", secret + "\u0001",
                "BILLING_LICENSE_SERVER_URL", "https://user:" + secret + "@host"));

    assertThat(wrong.problems()).hasSize(4);
    assertThat(wrong.getMessage()).doesNotContain(secret);
    assertThat(Settings.of(Map.of("token.secret", SECRET)).toString()).doesNotContain(SECRET);
    assertThat(SettingTable.markdown()).doesNotContain(SECRET);
  }

  @Test
  void plaintext_off_loopback_must_be_asked_for() {
    assertThat(wrong(Map.of("BILLING_SERVER_HOST", "0.0.0.0")))
        .hasMessageContaining("server.plaintext-off-loopback=true");

    Settings asked =
        Settings.of(Map.of("server.host", "0.0.0.0", "server.plaintext-off-loopback", "true"));
    assertThat(asked.get(ServerSettings.HOST)).isEqualTo("0.0.0.0");
  }

  @Test
  void settings_that_belong_together_are_compared() {
    assertThat(
            wrong(
                Map.of(
                    "BILLING_TOKEN_SECRET", SECRET,
                    "BILLING_TOKEN_JWKS", "https://keys.example/jwks.json",
                    "BILLING_SERVER_TLS_CERTIFICATE", "/no/such/file",
                    "BILLING_LOOKUP_FIRST_DELAY", "10m")))
        .hasMessageContainingAll(
            "token.secret: is set beside token.jwks",
            "server.tls.certificate: '/no/such/file' cannot be read",
            "server.tls.certificate: is needed together with server.tls.private-key",
            "lookup.first-delay: is longer than lookup.longest-delay");
  }

  @Test
  void settings_that_can_be_read_are_compared_in_spite_of_others_that_cannot() {
    SettingsException wrong =
        wrong(
            Map.of(
                "BILLING_SERVER_PORT", "none",
                "BILLING_TOKEN_SECRET", SECRET,
                "BILLING_TOKEN_JWKS", "https://keys.example/jwks.json",
                "BILLING_LOOKUP_FIRST_DELAY", "soon",
                "BILLING_LOOKUP_LONGEST_DELAY", "10ms",
                "BILLING_LOOKUP_LEASE", "1s"));

    assertThat(wrong.problems()).hasSize(4);
    assertThat(wrong)
        .hasMessageContainingAll(
            "BILLING_SERVER_PORT: 'none'",
            "BILLING_LOOKUP_FIRST_DELAY: 'soon'",
            "token.secret: is set beside token.jwks",
            "lookup.lease: ends before an answer may come");
  }

  @Test
  void the_token_of_commands_is_no_setting() {
    Settings settings = Settings.read(Map.of("BILLING_TOKEN", "x"), NO_FILE);

    assertThat(settings.get(TokenSettings.SECRET)).isEmpty();
  }

  @Test
  void an_address_and_a_path_that_make_no_address_of_license_server_are_told_at_once() {
    assertThat(wrong(Map.of("BILLING_LICENSE_SERVER_URL", "https://licenses.example/?tenant=1")))
        .hasMessageContaining("license-server.url: makes no address with license-server.path");
    assertThat(
            wrong(
                Map.of(
                    "BILLING_LICENSE_SERVER_URL", "https://licenses.example",
                    "BILLING_LICENSE_SERVER_PATH", "/a b/{licenseServerId}")))
        .hasMessageContaining("license-server.url: makes no address with license-server.path");
  }

  @Test
  void headers_for_a_collector_go_nowhere_without_one_and_never_in_the_clear() {
    assertThat(wrong(Map.of("BILLING_TELEMETRY_OTLP_HEADERS", "api-key=hunter2")))
        .hasMessageContaining("telemetry.otlp-headers: go nowhere")
        .hasMessageNotContaining("hunter2");
    assertThat(
            wrong(
                Map.of(
                    "BILLING_TELEMETRY_OTLP_HEADERS", "api-key=hunter2",
                    "BILLING_TELEMETRY_OTLP_ENDPOINT", "http://192.0.2.1:4318")))
        .hasMessageContaining("telemetry.otlp-headers: would be shown to the network");
    assertThat(wrong(Map.of("BILLING_TELEMETRY_OTLP_ENDPOINT", "https://me:hunter2@host")))
        .hasMessageNotContaining("hunter2");
    assertThat(wrong(Map.of("BILLING_TELEMETRY_TRACE_RATIO", "NaN")))
        .hasMessageContaining("allowed: a number from 0 to 1");
  }

  @Test
  void the_table_names_every_setting() {
    SettingTable.ALL.forEach(
        setting ->
            assertThat(SettingTable.markdown())
                .contains("| `" + setting.name() + "`", "`" + setting.variable() + "`"));
  }

  private static SettingsException wrong(Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> Settings.read(environment, NO_FILE));
  }
}
