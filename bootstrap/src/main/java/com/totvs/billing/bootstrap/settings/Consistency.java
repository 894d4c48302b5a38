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
import java.util.Set;

/// What must hold between settings, and between a setting and this machine.
final class Consistency {
  private final Settings settings;
  private final Set<Setting<?>> unreadable;
  private final List<Problem> problems = new ArrayList<>();

  private Consistency(Settings settings, Set<Setting<?>> unreadable) {
    this.settings = settings;
    this.unreadable = unreadable;
  }

  /// What is wrong between the settings that can be read.
  ///
  /// @param unreadable settings that are wrong by themselves: what needs one of them is not
  ///   compared
  static List<Problem> problems(Settings settings, Set<Setting<?>> unreadable) {
    Consistency consistency = new Consistency(settings, unreadable);
    consistency.compare(consistency::checkCertificate);
    consistency.compare(consistency::checkPrivateKey);
    consistency.compare(consistency::checkTls);
    consistency.compare(consistency::checkHost);
    consistency.compare(consistency::checkKeys);
    consistency.compare(consistency::checkDelays);
    consistency.compare(consistency::checkLease);
    consistency.compare(consistency::checkLicenseServer);
    consistency.compare(consistency::checkPrometheus);
    consistency.compare(consistency::checkHeaders);
    consistency.compare(consistency::checkAzureIdentity);
    consistency.compare(consistency::checkAzureAddress);
    return consistency.problems;
  }

  /// A setting that is compared cannot be read.
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void compare(Runnable check) {
    try {
      check.run();
    } catch (Unreadable _) {
      // Told already, with what is wrong with it.
    }
  }

  private <T> T get(Setting<T> setting) {
    if (unreadable.contains(setting)) {
      throw new Unreadable();
    }
    return settings.get(setting);
  }

  private void checkAzureIdentity() {
    boolean application =
        get(AZURE_CLIENT_SECRET).isPresent() || get(AZURE_FEDERATED_TOKEN_FILE).isPresent();
    if (application && (get(AZURE_TENANT_ID).isEmpty() || get(AZURE_CLIENT_ID).isEmpty())) {
      add(
          AZURE_TENANT_ID,
          "is needed together with " + AZURE_CLIENT_ID.name(),
          "both, with a secret or a token file");
    }
  }

  private void checkAzureAddress() {
    URI url = get(AZURE_URL);
    boolean plain = "http".equalsIgnoreCase(url.getScheme());
    if ((plain || get(AZURE_TOKEN).isPresent()) && !loopback(url)) {
      add(
          plain ? AZURE_URL : AZURE_TOKEN,
          "would show a token to the network",
          "https with a credential, or a stand-in on loopback");
    }
  }

  private void checkCertificate() {
    checkFile(TLS_CERTIFICATE);
  }

  private void checkPrivateKey() {
    checkFile(TLS_PRIVATE_KEY);
  }

  private void checkTls() {
    if (get(TLS_CERTIFICATE).isPresent() != get(TLS_PRIVATE_KEY).isPresent()) {
      add(TLS_CERTIFICATE, "is needed together with " + TLS_PRIVATE_KEY.name(), "both or none");
    }
  }

  private void checkFile(Setting<Optional<Path>> setting) {
    get(setting)
        .filter(file -> !Files.isReadable(file))
        .ifPresent(file -> add(setting, "'" + file + "' cannot be read", "a file"));
  }

  private void checkHost() {
    String host = get(HOST);
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()
          && get(TLS_CERTIFICATE).isEmpty()
          && !get(PLAINTEXT_OFF_LOOPBACK)) {
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
    if (get(TOKEN_SECRET).isPresent() && get(TOKEN_JWKS).isPresent()) {
      add(TOKEN_SECRET, "is set beside " + TOKEN_JWKS.name(), "one of the two");
    }
  }

  private void checkDelays() {
    if (get(FIRST_DELAY).compareTo(get(LONGEST_DELAY)) > 0) {
      add(FIRST_DELAY, "is longer than " + LONGEST_DELAY.name(), "at most " + LONGEST_DELAY.name());
    }
  }

  private void checkLease() {
    if (get(LEASE).compareTo(get(TIMEOUT)) <= 0) {
      add(LEASE, "ends before an answer may come", "longer than " + TIMEOUT.name());
    }
  }

  private void checkLicenseServer() {
    try {
      get(LICENSE_SERVER_URL)
          .ifPresent(url -> LicenseServerModule.requireAddress(url, get(LICENSE_SERVER_PATH)));
    } catch (IllegalArgumentException e) {
      add(
          LICENSE_SERVER_URL,
          "makes no address with " + LICENSE_SERVER_PATH.name(),
          "a base address without query and fragment, and a path with one {licenseServerId}");
    }
  }

  private void checkPrometheus() {
    checkAddress(PROMETHEUS_HOST);
  }

  private void checkHeaders() {
    if (get(OTLP_HEADERS).isEmpty()) {
      return;
    }
    Optional<URI> endpoint = get(OTLP_ENDPOINT);
    if (endpoint.isEmpty()) {
      add(OTLP_HEADERS, "go nowhere", "together with " + OTLP_ENDPOINT.name());
    } else if (endpoint.get().getScheme().equalsIgnoreCase("http") && !loopback(endpoint.get())) {
      add(OTLP_HEADERS, "would be shown to the network, since the endpoint is http", "with https");
    }
  }

  private void checkAddress(Setting<String> host) {
    try {
      var _ = InetAddress.getByName(get(host));
    } catch (UnknownHostException e) {
      add(host, "'" + get(host) + "' is no address of this machine", "an address");
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
