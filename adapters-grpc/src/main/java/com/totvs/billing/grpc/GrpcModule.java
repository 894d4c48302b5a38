package com.totvs.billing.grpc;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.totvs.billing.application.allocation.AllocationBook;
import com.totvs.billing.application.allocation.AllocationRules;
import com.totvs.billing.application.allocation.ExplainAllocation;
import com.totvs.billing.application.allocation.Months;
import com.totvs.billing.application.allocation.OrderAllocation;
import com.totvs.billing.application.allocation.PlanAllocation;
import com.totvs.billing.application.audit.AuditLog;
import com.totvs.billing.application.catalog.Catalog;
import com.totvs.billing.application.cost.CollectCost;
import com.totvs.billing.application.cost.CostBook;
import com.totvs.billing.application.cost.FixedCosts;
import com.totvs.billing.application.cost.PlanFixedCosts;
import com.totvs.billing.application.cost.PostFixedCosts;
import com.totvs.billing.application.health.Finding;
import com.totvs.billing.application.job.Jobs;
import com.totvs.billing.application.license.EmergencyKeys;
import com.totvs.billing.application.license.Licenses;
import com.totvs.billing.application.license.ValidateLicense;
import com.totvs.billing.application.operation.WatchOperations;
import com.totvs.billing.application.purge.MoveUsage;
import com.totvs.billing.application.purge.UsageHistory;
import com.totvs.billing.application.report.CheckTotals;
import com.totvs.billing.application.report.CostReports;
import com.totvs.billing.application.report.UsageReports;
import com.totvs.billing.application.usage.FindUsage;
import com.totvs.billing.application.usage.RecordUsage;
import com.totvs.billing.application.usage.UsageJournal;
import com.totvs.billing.application.usage.VoidUsage;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import io.grpc.BindableService;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
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
    return keys;
  }

  @Provides
  @Singleton
  VerificationKeys verificationKeys(Clock clock) {
    return switch (config.tokens().keys()) {
      case KeySource.Secret secret -> new SharedSecret(secret);
      case KeySource.Jwks(var location) -> new PublishedKeys(location, clock);
    };
  }

  @Provides
  @Singleton
  Authentication authentication(VerificationKeys keys, Clock clock) {
    TokenReader reader = new TokenReader(config.tokens(), keys, clock);
    return new Authentication(new VerifiedTokens(reader, clock, Ticker.systemTicker()));
  }

  @ProvidesIntoSet
  @Singleton
  BindableService usage(
      RecordUsage recordUsage,
      FindUsage findUsage,
      VoidUsage voidUsage,
      UsageJournal journal,
      EmergencyKeyTypes emergencyKeyTypes,
      BusinessZone zone) {
    return new UsageEndpoint(recordUsage, findUsage, voidUsage, journal, emergencyKeyTypes, zone);
  }

  @ProvidesIntoSet
  @Singleton
  BindableService license(
      ValidateLicense validateLicense,
      Licenses licenses,
      EmergencyKeys emergencyKeys,
      BusinessZone zone,
      Clock clock) {
    return new LicenseEndpoint(validateLicense, licenses, emergencyKeys, zone, clock);
  }

  @ProvidesIntoSet
  @Singleton
  BindableService catalog(Catalog catalog) {
    return new CatalogEndpoint(catalog);
  }

  @ProvidesIntoSet
  @Singleton
  BindableService purge(MoveUsage moveUsage, UsageHistory history, BusinessZone zone) {
    return new PurgeEndpoint(moveUsage, history, zone);
  }

  @ProvidesIntoSet
  @Singleton
  BindableService report(
      UsageReports reports,
      UsageJournal journal,
      CostReports costReports,
      AllocationBook allocationBook,
      Months months,
      Catalog catalog,
      EmergencyKeyTypes emergencyKeyTypes,
      BusinessZone zone) {
    RecordColumns columns = new RecordColumns(zone, emergencyKeyTypes);
    return new ReportEndpoint(
        reports,
        new UsageExports(journal, reports, columns),
        costReports,
        new CostExports(allocationBook, months, catalog),
        config.focus(),
        zone);
  }

  @ProvidesIntoSet
  @Singleton
  BindableService cost(
      CollectCost collectCost,
      CostBook book,
      PlanFixedCosts planFixedCosts,
      PostFixedCosts postFixedCosts,
      FixedCosts fixedCosts) {
    return new CostEndpoint(collectCost, book, planFixedCosts, postFixedCosts, fixedCosts);
  }

  @ProvidesIntoSet
  @Singleton
  BindableService allocation(
      OrderAllocation orderAllocation,
      PlanAllocation planAllocation,
      ExplainAllocation explainAllocation,
      AllocationRules rules,
      AllocationBook book,
      Months months,
      BusinessZone zone,
      Clock clock) {
    return new AllocationEndpoint(
        orderAllocation, planAllocation, explainAllocation, rules, book, months, zone, clock);
  }

  @ProvidesIntoSet
  @Singleton
  BindableService admin(Jobs jobs, CheckTotals checkTotals, AuditLog auditLog, BusinessZone zone) {
    return new AdminEndpoint(jobs, checkTotals, auditLog, zone);
  }

  @ProvidesIntoSet
  @Singleton
  BindableService operations(WatchOperations operations) {
    return new OperationsEndpoint(operations);
  }
}
