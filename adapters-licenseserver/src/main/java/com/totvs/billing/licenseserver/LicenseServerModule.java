package com.totvs.billing.licenseserver;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.license.LicenseServer;
import com.totvs.billing.domain.BillingException;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the holders of licenses by asking License Server over HTTP: binds [LicenseServer].
public final class LicenseServerModule extends AbstractModule {

  /// Where License Server is, what it speaks, and how patiently it is asked. What cannot be is an
  /// [IllegalArgumentException] whose text says which and why.
  ///
  /// @param baseUrl `http` or `https`, without credential, query and fragment
  /// @param path begins with `/` and holds `{licenseServerId}`; may hold a query
  /// @param connectTimeout the longest wait for a connection
  /// @param timeout the longest wait for a whole answer, connection included
  /// @param failuresToOpen failures in a row after which License Server is left alone
  /// @param openFor how long it is left alone
  public record Config(
      URI baseUrl,
      String path,
      Optional<Credential> credential,
      FieldNames fields,
      Duration connectTimeout,
      Duration timeout,
      int failuresToOpen,
      Duration openFor) {
    public Config {
      LicenseAddress.check(baseUrl, path);
      if (!Stream.of(connectTimeout, timeout, openFor).allMatch(Duration::isPositive)) {
        throw new IllegalArgumentException("the time limits of License Server must be positive");
      }
      if (failuresToOpen < 1) {
        throw new IllegalArgumentException("at least one failure must be allowed");
      }
    }
  }

  /// What identifies Billing to License Server: a header and its whole value, such as `Bearer …`. A
  /// header that HTTP does not allow is an [IllegalArgumentException] that does not tell the value.
  public record Credential(String header, String value) {
    public Credential {
      if (!allowed(header, value)) {
        throw new IllegalArgumentException(
            "HTTP allows no header " + header + " with the credential given");
      }
    }

    @Override
    public String toString() {
      return "Credential[header=" + header + "]";
    }

    // The exception of the builder quotes the value, so it must go no further.
    private static boolean allowed(String header, String value) {
      try {
        HttpRequest.newBuilder().header(header, value);
        return true;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  }

  /// What License Server calls the fields of its answer; dots lead into nested objects.
  public record FieldNames(
      String licenseServerId,
      String tcode,
      String customerDescription,
      String active,
      String emergencyKeyActive,
      String emergencyKeyIssuedAt,
      String emergencyKeyExpiresAt) {
    private static final List<String> OURS =
        List.of(
            "licenseServerId",
            "tcode",
            "customerDescription",
            "active",
            "emergencyKey.active",
            "emergencyKey.issuedAt",
            "emergencyKey.expiresAt");

    /// The names of the assumed contract.
    public static final FieldNames DEFAULT = parse("");

    /// Reads `tcode=customer.code,active=enabled`: our name, then theirs. Names not listed stay.
    ///
    /// @throws BillingException `INVALID_FIELDS` when the text is no such list
    public static FieldNames parse(String renames) {
      Map<String, String> theirs = new HashMap<>();
      OURS.forEach(name -> theirs.put(name, name));
      if (!renames.isBlank()) {
        Stream.of(renames.split(",", -1)).forEach(rename -> rename(theirs, rename));
      }
      List<String> names = OURS.stream().map(theirs::get).toList();
      return new FieldNames(
          names.get(0),
          names.get(1),
          names.get(2),
          names.get(3),
          names.get(4),
          names.get(5),
          names.get(6));
    }

    private static void rename(Map<String, String> theirs, String rename) {
      String[] pair = rename.strip().split("\\s*=\\s*", -1);
      boolean sound = pair.length == 2 && pair[1].matches("[^.]+(\\.[^.]+)*");
      if (!sound || theirs.replace(pair[0], pair[1]) == null) {
        throw BillingException.invalid(
            "license-server.fields",
            "must be pairs such as tcode=customer.code, whose left side is one of "
                + String.join(", ", OURS));
      }
    }
  }

  /// Makes sure that there is an address to ask at.
  ///
  /// @throws IllegalArgumentException when the two make none; its text quotes neither
  public static void requireAddress(URI baseUrl, String path) {
    LicenseAddress.check(baseUrl, path);
  }

  private final Config config;

  public LicenseServerModule(Config config) {
    this.config = config;
  }

  @Provides
  @Singleton
  LicenseServer licenseServer(Clock clock, OpenTelemetry openTelemetry) {
    QuestionTelemetry telemetry = new QuestionTelemetry(openTelemetry);
    Breaker breaker = new Breaker(config.failuresToOpen(), config.openFor());
    return new HttpLicenseServer(new Question(config, clock, telemetry), breaker, telemetry);
  }
}
