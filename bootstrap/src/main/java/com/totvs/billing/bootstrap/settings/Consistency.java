package com.totvs.billing.bootstrap.settings;

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
        get(AzureSettings.CLIENT_SECRET).isPresent()
            || get(AzureSettings.FEDERATED_TOKEN_FILE).isPresent();
    if (application
        && (get(AzureSettings.TENANT_ID).isEmpty() || get(AzureSettings.CLIENT_ID).isEmpty())) {
      add(
          AzureSettings.TENANT_ID,
          "is needed together with " + AzureSettings.CLIENT_ID.name(),
          "both, with a secret or a token file");
    }
  }

  private void checkAzureAddress() {
    URI url = get(AzureSettings.URL);
    boolean plain = "http".equalsIgnoreCase(url.getScheme());
    if ((plain || get(AzureSettings.TOKEN).isPresent()) && !loopback(url)) {
      add(
          plain ? AzureSettings.URL : AzureSettings.TOKEN,
          "would show a token to the network",
          "https with a credential, or a stand-in on loopback");
    }
  }

  private void checkCertificate() {
    checkFile(ServerSettings.TLS_CERTIFICATE);
  }

  private void checkPrivateKey() {
    checkFile(ServerSettings.TLS_PRIVATE_KEY);
  }

  private void checkTls() {
    if (get(ServerSettings.TLS_CERTIFICATE).isPresent()
        != get(ServerSettings.TLS_PRIVATE_KEY).isPresent()) {
      add(
          ServerSettings.TLS_CERTIFICATE,
          "is needed together with " + ServerSettings.TLS_PRIVATE_KEY.name(),
          "both or none");
    }
  }

  private void checkFile(Setting<Optional<Path>> setting) {
    get(setting)
        .filter(file -> !Files.isReadable(file))
        .ifPresent(file -> add(setting, "'" + file + "' cannot be read", "a file"));
  }

  private void checkHost() {
    String host = get(ServerSettings.HOST);
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()
          && get(ServerSettings.TLS_CERTIFICATE).isEmpty()
          && !get(ServerSettings.PLAINTEXT_OFF_LOOPBACK)) {
        add(
            ServerSettings.HOST,
            "'" + host + "' would show tokens and usage to the network, since TLS is off",
            "a loopback address; or any with %s and %s; or any with %s=true"
                .formatted(
                    ServerSettings.TLS_CERTIFICATE.name(),
                    ServerSettings.TLS_PRIVATE_KEY.name(),
                    ServerSettings.PLAINTEXT_OFF_LOOPBACK.name()));
      }
    } catch (UnknownHostException e) {
      add(
          ServerSettings.HOST,
          "'" + host + "' is no address of this machine",
          "an address or a host name");
    }
  }

  private void checkKeys() {
    if (get(TokenSettings.SECRET).isPresent() && get(TokenSettings.JWKS).isPresent()) {
      add(TokenSettings.SECRET, "is set beside " + TokenSettings.JWKS.name(), "one of the two");
    }
  }

  private void checkDelays() {
    if (get(LookupSettings.FIRST_DELAY).compareTo(get(LookupSettings.LONGEST_DELAY)) > 0) {
      add(
          LookupSettings.FIRST_DELAY,
          "is longer than " + LookupSettings.LONGEST_DELAY.name(),
          "at most " + LookupSettings.LONGEST_DELAY.name());
    }
  }

  private void checkLease() {
    if (get(LookupSettings.LEASE).compareTo(get(LicenseServerSettings.TIMEOUT)) <= 0) {
      add(
          LookupSettings.LEASE,
          "ends before an answer may come",
          "longer than " + LicenseServerSettings.TIMEOUT.name());
    }
  }

  private void checkLicenseServer() {
    try {
      get(LicenseServerSettings.URL)
          .ifPresent(
              url -> LicenseServerModule.requireAddress(url, get(LicenseServerSettings.PATH)));
    } catch (IllegalArgumentException e) {
      add(
          LicenseServerSettings.URL,
          "makes no address with " + LicenseServerSettings.PATH.name(),
          "a base address without query and fragment, and a path with one {licenseServerId}");
    }
  }

  private void checkPrometheus() {
    checkAddress(TelemetrySettings.PROMETHEUS_HOST);
  }

  private void checkHeaders() {
    if (get(TelemetrySettings.OTLP_HEADERS).isEmpty()) {
      return;
    }
    Optional<URI> endpoint = get(TelemetrySettings.OTLP_ENDPOINT);
    if (endpoint.isEmpty()) {
      add(
          TelemetrySettings.OTLP_HEADERS,
          "go nowhere",
          "together with " + TelemetrySettings.OTLP_ENDPOINT.name());
    } else if (endpoint.get().getScheme().equalsIgnoreCase("http") && !loopback(endpoint.get())) {
      add(
          TelemetrySettings.OTLP_HEADERS,
          "would be shown to the network, since the endpoint is http",
          "with https");
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
