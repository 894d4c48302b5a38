package com.totvs.billing.bootstrap.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where callers are served, and how.
public final class ServerSettings {
  private ServerSettings() {}

  public static final Setting<String> HOST =
      Setting.of("server.host", "127.0.0.1", Kind.text(), "Address to listen on.");
  public static final Setting<Integer> PORT =
      Setting.of(
          "server.port", "50051", Kind.whole(0, 65_535), "Port to listen on; 0 takes a free one.");
  public static final Setting<Boolean> PLAINTEXT_OFF_LOOPBACK =
      Setting.of(
          "server.plaintext-off-loopback",
          "false",
          Kind.flag(),
          "Whether to listen without TLS on anything but loopback.");
  public static final Setting<Optional<Path>> TLS_CERTIFICATE =
      Setting.of(
          "server.tls.certificate",
          "",
          Kind.path().orNothing(),
          "File with the certificate chain (PEM). Together with the private key it turns TLS on.");
  public static final Setting<Optional<Path>> TLS_PRIVATE_KEY =
      Setting.of(
          "server.tls.private-key",
          "",
          Kind.path().orNothing(),
          "File with the private key (PEM, PKCS#8, without password).");
  public static final Setting<Boolean> REFLECTION =
      Setting.of(
          "server.reflection", "true", Kind.flag(), "Whether callers may list the services.");
  public static final Setting<Duration> DRAIN =
      Setting.of(
          "server.drain",
          "20s",
          Kind.span("0s", "10m"),
          "How long calls may go on after a stop was asked for.");

  /// In the order of the table.
  static final List<Setting<?>> ALL =
      List.of(
          HOST, PORT, PLAINTEXT_OFF_LOOPBACK, TLS_CERTIFICATE, TLS_PRIVATE_KEY, REFLECTION, DRAIN);
}
