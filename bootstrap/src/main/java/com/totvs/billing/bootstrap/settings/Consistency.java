package com.totvs.billing.bootstrap.settings;

import static com.totvs.billing.bootstrap.settings.SettingTable.AZURE_CLIENT_ID;
import static com.totvs.billing.bootstrap.settings.SettingTable.AZURE_CLIENT_SECRET;
import static com.totvs.billing.bootstrap.settings.SettingTable.AZURE_FEDERATED_TOKEN_FILE;
import static com.totvs.billing.bootstrap.settings.SettingTable.AZURE_TENANT_ID;
import static com.totvs.billing.bootstrap.settings.SettingTable.AZURE_TOKEN;
import static com.totvs.billing.bootstrap.settings.SettingTable.AZURE_URL;
import static com.totvs.billing.bootstrap.settings.SettingTable.FIRST_DELAY;
import static com.totvs.billing.bootstrap.settings.SettingTable.HOST;
import static com.totvs.billing.bootstrap.settings.SettingTable.LEASE;
import static com.totvs.billing.bootstrap.settings.SettingTable.LICENSE_SERVER_PATH;
import static com.totvs.billing.bootstrap.settings.SettingTable.LICENSE_SERVER_URL;
import static com.totvs.billing.bootstrap.settings.SettingTable.LONGEST_DELAY;
import static com.totvs.billing.bootstrap.settings.SettingTable.OTLP_ENDPOINT;
import static com.totvs.billing.bootstrap.settings.SettingTable.OTLP_HEADERS;
import static com.totvs.billing.bootstrap.settings.SettingTable.PLAINTEXT_OFF_LOOPBACK;
import static com.totvs.billing.bootstrap.settings.SettingTable.PROMETHEUS_HOST;
import static com.totvs.billing.bootstrap.settings.SettingTable.TIMEOUT;
import static com.totvs.billing.bootstrap.settings.SettingTable.TLS_CERTIFICATE;
import static com.totvs.billing.bootstrap.settings.SettingTable.TLS_PRIVATE_KEY;
import static com.totvs.billing.bootstrap.settings.SettingTable.TOKEN_JWKS;
import static com.totvs.billing.bootstrap.settings.SettingTable.TOKEN_SECRET;

import com.totvs.billing.bootstrap.settings.SettingsException.Problem;
import com.totvs.billing.licenseserver.LicenseServerModule;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must hold between settings, and between a setting and this machine.
final class Consistency {
  private final Settings settings;
  private final List<Problem> problems = new ArrayList<>();

  private Consistency(Settings settings) {
    this.settings = settings;
  }

  static List<Problem> problems(Settings settings) {
    Consistency consistency = new Consistency(settings);
    consistency.checkTls();
    consistency.checkHost();
    consistency.checkKeys();
    consistency.checkDelays();
    consistency.checkLicenseServer();
    consistency.checkTelemetry();
    consistency.checkAzure();
    return consistency.problems;
  }

  private void checkAzure() {
    boolean application =
        settings.get(AZURE_CLIENT_SECRET).isPresent()
            || settings.get(AZURE_FEDERATED_TOKEN_FILE).isPresent();
    if (application
        && (settings.get(AZURE_TENANT_ID).isEmpty() || settings.get(AZURE_CLIENT_ID).isEmpty())) {
      add(
          AZURE_TENANT_ID,
          "is needed together with " + AZURE_CLIENT_ID.name(),
          "both, with a secret or a token file");
    }
    URI url = settings.get(AZURE_URL);
    boolean plain = "http".equalsIgnoreCase(url.getScheme());
    if ((plain || settings.get(AZURE_TOKEN).isPresent()) && !loopback(url)) {
      add(
          plain ? AZURE_URL : AZURE_TOKEN,
          "would show a token to the network",
          "https with a credential, or a stand-in on loopback");
    }
  }

  private void checkTls() {
    checkFile(TLS_CERTIFICATE);
    checkFile(TLS_PRIVATE_KEY);
    if (settings.get(TLS_CERTIFICATE).isPresent() != settings.get(TLS_PRIVATE_KEY).isPresent()) {
      add(TLS_CERTIFICATE, "is needed together with " + TLS_PRIVATE_KEY.name(), "both or none");
    }
  }

  private void checkFile(Setting<Optional<Path>> setting) {
    settings
        .get(setting)
        .filter(file -> !Files.isReadable(file))
        .ifPresent(file -> add(setting, "'" + file + "' cannot be read", "a file"));
  }

  private void checkHost() {
    String host = settings.get(HOST);
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()
          && settings.get(TLS_CERTIFICATE).isEmpty()
          && !settings.get(PLAINTEXT_OFF_LOOPBACK)) {
        add(
            HOST,
            "'" + host + "' would show tokens and usage to the network, since TLS is off",
            "a loopback address; or any with %s and %s; or any with %s=true"
                .formatted(
                    TLS_CERTIFICATE.name(), TLS_PRIVATE_KEY.name(), PLAINTEXT_OFF_LOOPBACK.name()));
      }
    } catch (UnknownHostException e) {
      add(HOST, "'" + host + "' is no address of this machine", "an address or a host name");
    }
  }

  private void checkKeys() {
    if (settings.get(TOKEN_SECRET).isPresent() && settings.get(TOKEN_JWKS).isPresent()) {
      add(TOKEN_SECRET, "is set beside " + TOKEN_JWKS.name(), "one of the two");
    }
  }

  private void checkDelays() {
    if (settings.get(FIRST_DELAY).compareTo(settings.get(LONGEST_DELAY)) > 0) {
      add(FIRST_DELAY, "is longer than " + LONGEST_DELAY.name(), "at most " + LONGEST_DELAY.name());
    }
    if (settings.get(LEASE).compareTo(settings.get(TIMEOUT)) <= 0) {
      add(LEASE, "ends before an answer may come", "longer than " + TIMEOUT.name());
    }
  }

  private void checkLicenseServer() {
    try {
      settings
          .get(LICENSE_SERVER_URL)
          .ifPresent(
              url -> LicenseServerModule.requireAddress(url, settings.get(LICENSE_SERVER_PATH)));
    } catch (IllegalArgumentException e) {
      add(
          LICENSE_SERVER_URL,
          "makes no address with " + LICENSE_SERVER_PATH.name(),
          "a base address without query and fragment, and a path with one {licenseServerId}");
    }
  }

  private void checkTelemetry() {
    checkAddress(PROMETHEUS_HOST);
    if (settings.get(OTLP_HEADERS).isEmpty()) {
      return;
    }
    Optional<URI> endpoint = settings.get(OTLP_ENDPOINT);
    if (endpoint.isEmpty()) {
      add(OTLP_HEADERS, "go nowhere", "together with " + OTLP_ENDPOINT.name());
    } else if (endpoint.get().getScheme().equalsIgnoreCase("http") && !loopback(endpoint.get())) {
      add(OTLP_HEADERS, "would be shown to the network, since the endpoint is http", "with https");
    }
  }

  private void checkAddress(Setting<String> host) {
    try {
      var _ = InetAddress.getByName(settings.get(host));
    } catch (UnknownHostException e) {
      add(host, "'" + settings.get(host) + "' is no address of this machine", "an address");
    }
  }

  private static boolean loopback(URI address) {
    try {
      return InetAddress.getByName(address.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void add(Setting<?> setting, String wrong, String allowed) {
    problems.add(new Problem(setting.name() + ":", wrong, allowed));
  }
}
