package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.licenseserver.LicenseServerModule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How License Server is asked.
public final class LicenseServerSettings {
  private LicenseServerSettings() {}

  public static final Setting<Optional<URI>> URL =
      Setting.of(
          "license-server.url",
          "",
          Kind.address("http", "https").orNothing(),
          "Base address of License Server. Without it: a stand-in that knows every license.");
  public static final Setting<String> PATH =
      Setting.of(
          "license-server.path",
          "/v1/license-servers/{licenseServerId}",
          Kind.text()
              .where(
                  path -> path.startsWith("/") && path.contains("{licenseServerId}"),
                  "a path that begins with / and holds {licenseServerId}",
                  "is no such path"),
          "Path of a license below the base address.");
  public static final Setting<String> CREDENTIAL_HEADER =
      Setting.of(
          "license-server.credential-header",
          "Authorization",
          Kind.text()
              .where(
                  header -> header.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}"),
                  "the name of a header",
                  "is no such name"),
          "Header that carries the credential.");
  public static final Setting<Optional<String>> CREDENTIAL =
      Setting.secret(
          "license-server.credential",
          Kind.text()
              .where(
                  text -> text.chars().noneMatch(Character::isISOControl),
                  "text without control characters",
                  "holds a control character")
              .orNothing(),
          "What the header says, whole, such as `Bearer ...`.");
  public static final Setting<LicenseServerModule.FieldNames> FIELDS =
      Setting.of(
          "license-server.fields",
          "",
          Kind.domain(
              "pairs such as tcode=customer.code,active=enabled",
              LicenseServerModule.FieldNames::parse),
          "What License Server calls the fields of its answer, where it differs from the assumed"
              + " contract; dots lead into nested objects.");
  public static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.of(
          "license-server.connect-timeout",
          "2s",
          Kind.span("10ms", "1m"),
          "Longest wait for a connection.");
  public static final Setting<Duration> TIMEOUT =
      Setting.of(
          "license-server.timeout", "5s", Kind.span("10ms", "20s"), "Longest wait for an answer.");
  public static final Setting<Integer> FAILURES_TO_OPEN =
      Setting.of(
          "license-server.failures-to-open",
          "5",
          Kind.whole(1, 1_000),
          "Failures in a row after which License Server is left alone for a while.");
  public static final Setting<Duration> OPEN_FOR =
      Setting.of(
          "license-server.open-for", "10s", Kind.span("10ms", "1h"), "How long it is left alone.");

  /// In the order of the table.
  static final List<Setting<?>> ALL =
      List.of(
          URL,
          PATH,
          CREDENTIAL_HEADER,
          CREDENTIAL,
          FIELDS,
          CONNECT_TIMEOUT,
          TIMEOUT,
          FAILURES_TO_OPEN,
          OPEN_FOR);
}
