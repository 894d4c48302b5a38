package com.totvs.billing.bootstrap.program;

import com.totvs.billing.application.health.Finding;
import com.totvs.billing.bootstrap.settings.ServerSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// The files that TLS needs.
final class TlsFiles {
  private TlsFiles() {}

  static List<Finding> inspect(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    settings
        .get(ServerSettings.TLS_CERTIFICATE)
        .map(TlsFiles::certificate)
        .ifPresent(findings::add);
    settings.get(ServerSettings.TLS_PRIVATE_KEY).map(TlsFiles::privateKey).ifPresent(findings::add);
    return findings;
  }

  private static Finding certificate(Path file) {
    String what = "TLS certificate is good now";
    try (InputStream in = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        ((X509Certificate) certificate).checkValidity();
        count++;
      }
      return new Finding(what, count > 0, count > 0 ? "" : file + " holds no certificate");
    } catch (IOException | GeneralSecurityException e) {
      return new Finding(what, false, file + ": " + e.getMessage());
    }
  }

  private static Finding privateKey(Path file) {
    String what = "TLS private key can be read";
    try {
      boolean pem = Files.readString(file).contains("-----BEGIN PRIVATE KEY-----");
      return new Finding(
          what, pem, pem ? "" : file + " is no PEM file with a PKCS#8 key without password");
    } catch (IOException e) {
      return new Finding(what, false, file + " cannot be read");
    }
  }
}
