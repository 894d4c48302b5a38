package com.totvs.billing.grpc;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.health.Finding;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.grpc.access.AccessModule;
import com.totvs.billing.grpc.access.Authentication;
import com.totvs.billing.grpc.access.TokenRules;
import com.totvs.billing.grpc.access.VerificationKeys;
import com.totvs.billing.grpc.admin.AdminModule;
import com.totvs.billing.grpc.allocation.AllocationModule;
import com.totvs.billing.grpc.catalog.CatalogModule;
import com.totvs.billing.grpc.cost.CostModule;
import com.totvs.billing.grpc.export.ExportModule;
import com.totvs.billing.grpc.license.LicenseModule;
import com.totvs.billing.grpc.operation.OperationModule;
import com.totvs.billing.grpc.purge.PurgeModule;
import com.totvs.billing.grpc.report.ReportModule;
import com.totvs.billing.grpc.usage.UsageModule;
import io.grpc.BindableService;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Answers gRPC calls: binds [Server], which serves every endpoint in the set of `BindableService`,
/// and [Keys]. A module that adds a service of its own to the set gets the same authentication;
/// such a service needs a token, but no scope.
///
/// Every call is counted, timed and traced through the `OpenTelemetry` that is bound elsewhere, and
/// known by a request id, which its log lines carry and its answer tells (`x-request-id`).
///
/// Limits: a message holds at most 4 MiB and a call's metadata 16 KiB; a connection carries at most
/// 1,000 calls at once and lives 30 minutes, then 30 s more for its calls to end; a TLS handshake
/// takes at most 10 s; a token is at most 8 KiB long.
public final class GrpcModule extends AbstractModule {

  /// Where to listen, and whom to trust.
  ///
  /// @param port 0 means any free one
  /// @param tls plaintext when absent
  /// @param reflection whether anyone may ask which services there are
  public record Config(
      String host,
      int port,
      Optional<Tls> tls,
      boolean reflection,
      Tokens tokens,
      FocusProfile focus) {}

  /// Certificate chain and private key, in PEM files.
  public record Tls(Path certificateChain, Path privateKey) {}

  /// What a token must be like.
  ///
  /// @param leeway how far the clocks of issuer and server may differ, in whole seconds
  public record Tokens(String issuer, String audience, Duration leeway, KeySource keys) {}

  /// What tokens are signed with, which also fixes their algorithm.
  public sealed interface KeySource {

    /// A shared secret of at least 32 bytes, for HS256.
    @SuppressWarnings("ArrayRecordComponent") // Copied on both ways, and compared by content.
    record Secret(byte[] value) implements KeySource {
      static final int LEAST_BYTES = 32;

      public Secret {
        if (value.length < LEAST_BYTES) {
          throw new IllegalArgumentException(
              "the secret has %d bytes, at least %d are needed"
                  .formatted(value.length, LEAST_BYTES));
        }
        value = value.clone();
      }

      @Override
      public byte[] value() {
        return value.clone();
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Secret that && Arrays.equals(value, that.value);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(value);
      }

      @Override
      public String toString() {
        return "Secret[hidden]";
      }
    }

    /// A set of public keys, for RS256 and ES256: a `file:`, `http:` or `https:` address.
    record Jwks(URI location) implements KeySource {}
  }

  /// The server.
  public interface Server {

    /// Begins to listen. Health says NOT_SERVING until [#serving] is told otherwise.
    ///
    /// @throws java.io.UncheckedIOException when the address cannot be bound
    void start();

    /// The port it listens on.
    int port();

    /// Tells what health shall say, for the server and each of its services.
    void serving(boolean serving);

    /// Stops listening, lets the calls under way end for at most `grace`, then cancels the rest.
    void stop(Duration grace);
  }

  /// The keys that tokens are verified with.
  public interface Keys {

    /// Whether they can be read right now. Never fails.
    Finding inspect();
  }

  private final Config config;

  public GrpcModule(Config config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    install(access(config.tokens()));
    install(new UsageModule());
    install(new LicenseModule());
    install(new CatalogModule());
    install(new PurgeModule());
    install(new ExportModule());
    install(new ReportModule(config.focus()));
    install(new CostModule());
    install(new AllocationModule());
    install(new AdminModule());
    install(new OperationModule());
  }

  private static AccessModule access(Tokens tokens) {
    TokenRules rules = new TokenRules(tokens.issuer(), tokens.audience(), tokens.leeway());
    return switch (tokens.keys()) {
      case KeySource.Secret secret -> AccessModule.trusting(rules, secret.value());
      case KeySource.Jwks(var location) -> AccessModule.trusting(rules, location);
    };
  }

  @Provides
  @Singleton
  Server server(
      Set<BindableService> endpoints, Authentication authentication, OpenTelemetry telemetry) {
    return new GrpcServer(
        Transport.listeningOn(config), endpoints, authentication, config.reflection(), telemetry);
  }

  @Provides
  @Singleton
  Keys keys(VerificationKeys keys) {
    return keys::inspect;
  }
}
