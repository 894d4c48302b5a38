package com.totvs.billing.azurecost;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.totvs.billing.application.cost.AzureCosts;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what Azure charged from Azure Cost Management: binds [AzureCosts].
public final class AzureCostModule extends AbstractModule {

  /// Where Azure is, who asks it, for what, and how patiently. What cannot be is an
  /// [IllegalArgumentException] whose text says which and why, and holds no secret.
  ///
  /// @param baseUrl `https`, or `http` on loopback; a host without user, path, query and fragment
  /// @param apiVersion of the first page; Azure's links to further pages name their own
  /// @param queryType such as `ActualCost`
  /// @param costColumn which of Azure's costs is summed up, such as `Cost`
  public record Config(
      URI baseUrl,
      String apiVersion,
      Credential credential,
      String queryType,
      String costColumn,
      Limits limits) {
    /// The public cloud.
    public static final URI AZURE = URI.create("https://management.azure.com");

    private static final String API_VERSION = "\\d{4}-\\d\\d-\\d\\d(-preview)?";
    private static final String NAME = "[A-Za-z]+";

    public Config {
      CostAddress.check(baseUrl);
      ConfigText.require(apiVersion, API_VERSION, "api version");
      ConfigText.require(queryType, NAME, "query type");
      ConfigText.require(costColumn, NAME, "cost column");
      if (credential instanceof Credential.Fixed && !CostAddress.onLoopback(baseUrl)) {
        throw new IllegalArgumentException("a fixed token is for an Azure on loopback only");
      }
    }

    /// What Azure's documentation advises, for whoever has no wishes.
    public static Config usual(URI baseUrl, Credential credential) {
      return new Config(baseUrl, "2025-03-01", credential, "ActualCost", "Cost", Limits.USUAL);
    }

    /// Whether a text can be the version of an interface of Azure's.
    public static boolean isApiVersion(String text) {
      return text.matches(API_VERSION);
    }

    /// Whether a text can name one of Azure's costs.
    public static boolean isCostColumn(String text) {
      return text.matches(NAME);
    }
  }

  /// How long Azure is waited for, and how much of it is taken in.
  ///
  /// @param connectTimeout the longest wait for a connection
  /// @param timeout the longest wait for a whole answer, connection included, and for a token
  /// @param totalWait the longest that the repeats of one month may wait altogether
  /// @param singleWait a single wait that Azure asks for must not be longer, or the month is given
  ///   up at once: to ask earlier would only be refused again
  /// @param unnamedWait the wait when Azure is too busy to answer and does not say how long
  /// @param pages the most pages of one month
  /// @param rows the most rows of one month, which are in memory together until they are kept
  /// @param answerBytes the most bytes of one page
  public record Limits(
      Duration connectTimeout,
      Duration timeout,
      Duration totalWait,
      Duration singleWait,
      Duration unnamedWait,
      int pages,
      int rows,
      int answerBytes) {
    public static final Limits USUAL =
        new Limits(
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            1_000,
            200_000,
            32 * 1024 * 1024);

    public Limits {
      if (!Stream.of(connectTimeout, timeout, totalWait, singleWait, unnamedWait)
          .allMatch(limit -> limit.isPositive() && limit.compareTo(Duration.ofDays(1)) <= 0)) {
        throw new IllegalArgumentException(
            "the time limits of Azure's cost must be positive, and a day at most");
      }
      if (pages < 1 || rows < 1 || answerBytes < 1) {
        throw new IllegalArgumentException("at least one page of one row and byte must be allowed");
      }
    }
  }

  /// What identifies Billing to Azure.
  public sealed interface Credential {

    /// An application that was registered in Entra ID, by its secret.
    record ClientSecret(String tenant, String clientId, String secret) implements Credential {
      public ClientSecret {
        ConfigText.requireApplication(tenant, clientId);
        ConfigText.require(secret, "(?s).*\\S.*", "client secret");
      }

      @Override
      public String toString() {
        return "ClientSecret[tenant=" + tenant + ", clientId=" + clientId + "]";
      }
    }

    /// The identity of the machine, container or app that Billing runs in.
    ///
    /// @param clientId of a user-assigned identity; empty for the system-assigned one
    record ManagedIdentity(Optional<String> clientId) implements Credential {
      public ManagedIdentity {
        clientId.ifPresent(id -> ConfigText.require(id, "[0-9A-Za-z-]+", "client id"));
      }
    }

    /// Workload identity: an application that trusts whoever issues the token in a file, such as
    /// Kubernetes, which renews it.
    record Federated(String tenant, String clientId, String tokenFile) implements Credential {
      public Federated {
        ConfigText.requireApplication(tenant, clientId);
        ConfigText.require(tokenFile, "(?s).*\\S.*", "token file");
      }
    }

    /// A token as it is, for a stand-in of Azure on loopback: it would expire within the hour.
    record Fixed(String token) implements Credential {
      public Fixed {
        ConfigText.require(token, AccessTokens.POSSIBLE, "fixed token");
      }

      @Override
      public String toString() {
        return "Fixed[]";
      }
    }
  }

  private final Config config;
  private final Pause pause;

  public AzureCostModule(Config config) {
    this(config, Thread::sleep);
  }

  AzureCostModule(Config config, Pause pause) {
    this.config = config;
    this.pause = pause;
  }

  @Provides
  @Singleton
  AzureCosts azureCosts(Clock clock) {
    AccessTokens tokens = Credentials.tokens(config.credential(), config.limits().timeout());
    return new HttpAzureCosts(config, tokens, clock, pause);
  }
}
