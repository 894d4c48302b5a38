package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.azurecost.AzureCostModule;
import com.totvs.billing.bootstrap.telemetry.OtlpHeaders;
import com.totvs.billing.domain.catalog.SolutionId;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.domain.usage.EmergencyKeyTypes;
import com.totvs.billing.licenseserver.LicenseServerModule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Every setting there is. What is not here cannot be set.
public final class SettingTable {
  private SettingTable() {}

  /// How log lines look; `AUTO` is text on a terminal and JSON elsewhere.
  public enum LogFormat {
    AUTO,
    TEXT,
    JSON
  }

  /// The least serious log lines that are written.
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

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

  public static final Setting<String> TOKEN_ISSUER =
      Setting.of("token.issuer", "billing", Kind.text(), "Claim `iss` that every token must have.");
  public static final Setting<String> TOKEN_AUDIENCE =
      Setting.of(
          "token.audience", "billing", Kind.text(), "Claim `aud` that every token must have.");
  public static final Setting<Duration> TOKEN_LEEWAY =
      Setting.of(
          "token.leeway",
          "30s",
          Kind.span("0s", "5m"),
          "How far the clocks of issuers may be off.");
  public static final Setting<Optional<byte[]>> TOKEN_SECRET =
      Setting.secret(
          "token.secret",
          Kind.bytes(32).orNothing(),
          "Secret that tokens are signed with (HS256). Without it and without `token.jwks`: a"
              + " development key in the data directory.");
  public static final Setting<Optional<URI>> TOKEN_JWKS =
      Setting.of(
          "token.jwks",
          "",
          Kind.address("file", "http", "https").orNothing(),
          "Key set (JWKS) that tokens are verified with (RS256, ES256), instead of a secret.");

  public static final Setting<Optional<String>> DATABASE_URL =
      Setting.of(
          "database.url",
          "",
          Kind.text()
              .where(
                  url -> url.startsWith("jdbc:postgresql:") && !url.contains("password="),
                  "jdbc:postgresql://host:port/database, without a password",
                  "is no such URL")
              .orNothing(),
          "PostgreSQL to keep everything in. Without it: an embedded one in the data directory.");
  public static final Setting<String> DATABASE_USER =
      Setting.of("database.user", "billing", Kind.text(), "User of that database.");
  public static final Setting<Optional<String>> DATABASE_PASSWORD =
      Setting.secret("database.password", Kind.text().orNothing(), "Password of that user.");
  public static final Setting<Integer> READERS =
      Setting.of("database.readers", "8", Kind.whole(1, 100), "Connections that answer calls.");
  public static final Setting<Integer> QUEUE_CAPACITY =
      Setting.of(
          "journal.queue-capacity",
          "20000",
          Kind.whole(1_000, 1_000_000),
          "Records that may wait to be written; callers beyond them are sent away.");
  public static final Setting<Integer> WRITERS =
      Setting.of("journal.writers", "2", Kind.whole(1, 32), "Connections that write records.");

  public static final Setting<ZoneId> BUSINESS_ZONE =
      Setting.of(
          "business-zone",
          "America/Sao_Paulo",
          Kind.zone(),
          "Time zone of days and months. Cannot be changed once the database has one.");
  public static final Setting<Duration> ACCEPT_PAST =
      Setting.of(
          "usage.accept-past",
          "400d",
          Kind.span("1h", "4000d"),
          "How long ago usage may have occurred when it is reported.");
  public static final Setting<Duration> ACCEPT_AHEAD =
      Setting.of(
          "usage.accept-ahead",
          "15m",
          Kind.span("0s", "1d"),
          "How far in the future its time may lie, for callers whose clocks run fast.");
  public static final Setting<EmergencyKeyTypes> EMERGENCY_KEY_TYPES =
      Setting.of(
          "emergency-key.types",
          "!0",
          Kind.domain(
              "whole numbers such as 1,2 or, for all but them, !0", EmergencyKeyTypes::parse),
          "Contingency provider types that mean an emergency key.");

  public static final Setting<Optional<URI>> LICENSE_SERVER_URL =
      Setting.of(
          "license-server.url",
          "",
          Kind.address("http", "https").orNothing(),
          "Base address of License Server. Without it: a stand-in that knows every license.");
  public static final Setting<String> LICENSE_SERVER_PATH =
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

  public static final Setting<Duration> LEASE =
      Setting.of(
          "lookup.lease",
          "30s",
          Kind.span("1s", "1h"),
          "How long a node has for one license; no other node asks meanwhile.");
  public static final Setting<Duration> FIRST_DELAY =
      Setting.of(
          "lookup.first-delay",
          "1s",
          Kind.span("10ms", "1h"),
          "Wait after a first question without an answer; it doubles with each.");
  public static final Setting<Duration> LONGEST_DELAY =
      Setting.of("lookup.longest-delay", "5m", Kind.span("10ms", "1d"), "Where doubling stops.");
  public static final Setting<Duration> SET_ASIDE_DELAY =
      Setting.of(
          "lookup.set-aside-delay",
          "6h",
          Kind.span("100ms", "30d"),
          "When a license that nobody holds is asked about again.");
  public static final Setting<Duration> REFRESH =
      Setting.of(
          "lookup.refresh",
          "24h",
          Kind.span("100ms", "90d"),
          "When a known holder is confirmed in the background.");
  public static final Setting<Duration> FRESH_FOR =
      Setting.of(
          "lookup.fresh-for",
          "1h",
          Kind.span("0s", "30d"),
          "How old a kept answer may be for ValidateLicense to give it.");

  public static final Setting<Duration> PURGE_YOUNGEST =
      Setting.of(
          "purge.youngest",
          "24h",
          Kind.span("0s", "400d"),
          "How long ago a period must have ended to be purged.");
  public static final Setting<Optional<Integer>> PURGE_KEEP_MONTHS =
      Setting.of(
          "purge.keep-months",
          "",
          Kind.whole(1, 1_200).orNothing(),
          "Months that stay online, the present one included; older ones are purged by themselves."
              + " Without it: none is.");
  public static final Setting<Integer> PURGE_BATCH_SIZE =
      Setting.of(
          "purge.batch-size",
          "20000",
          Kind.whole(100, 100_000),
          "Records moved in one transaction where a month is not moved whole.");
  public static final Setting<Duration> OPERATIONS_LEASE =
      Setting.of(
          "operations.lease",
          "15s",
          Kind.span("1s", "10m"),
          "How long a node that works on an operation may be silent before another goes on.");
  public static final Setting<Duration> JOBS_HEARTBEAT =
      Setting.of(
          "jobs.heartbeat",
          "2s",
          Kind.span("100ms", "1m"),
          "How often a node says that it runs a job; silent for four times as long, it is taken for"
              + " dead.");
  public static final Setting<Duration> SELF_CHECK_EVERY =
      Setting.of(
          "self-check.every",
          "24h",
          Kind.span("1m", "30d"),
          "How often the totals of the last 40 days are compared with the records.");

  public static final Setting<List<ResourceGroup>> AZURE_RESOURCE_GROUPS =
      Setting.of(
          "azure.resource-groups",
          "",
          Kind.domain("subscription-id/resource-group, separated by commas", Kind::resourceGroups),
          "Azure resource groups whose cost is collected. Without it: none, and nobody is asked.");
  public static final Setting<CostGrouping> AZURE_GROUPING =
      Setting.of(
          "azure.grouping",
          "dimension:ResourceId",
          Kind.domain("dimension:Name or tag:key", CostGrouping::parse),
          "By what Azure's cost is told apart, besides the service.");
  public static final Setting<LocalTime> AZURE_COLLECT_AT =
      Setting.of(
          "azure.collect-at",
          "03:00",
          Kind.timeOfDay(),
          "When Azure's cost is collected every day, in the business zone.");
  public static final Setting<Integer> AZURE_FINAL_DAY =
      Setting.of(
          "azure.final-day",
          "6",
          Kind.whole(1, 28),
          "Until this day of a month the one before is collected too; read on it or later, it is"
              + " final.");
  public static final Setting<URI> AZURE_URL =
      Setting.of(
          "azure.url",
          "https://management.azure.com",
          Kind.address("http", "https"),
          "Azure's address; http on loopback only.");
  public static final Setting<String> AZURE_API_VERSION =
      Setting.of(
          "azure.api-version",
          "2025-03-01",
          Kind.text()
              .where(
                  AzureCostModule.Config::isApiVersion,
                  "a version such as 2025-03-01 or 2025-03-01-preview",
                  "is none"),
          "Version of Azure's interface that is spoken.");
  public static final Setting<String> AZURE_COST_TYPE =
      Setting.of(
          "azure.cost-type",
          "ActualCost",
          Kind.text()
              .where(
                  List.of("ActualCost", "AmortizedCost")::contains,
                  "ActualCost or AmortizedCost",
                  "is neither"),
          "Whether reservations count when they are bought, or day by day.");
  public static final Setting<String> AZURE_COST_COLUMN =
      Setting.of(
          "azure.cost-column",
          "Cost",
          Kind.text()
              .where(
                  AzureCostModule.Config::isCostColumn,
                  "letters, such as Cost or PreTaxCost",
                  "is none"),
          "Which of Azure's costs is summed up.");
  public static final Setting<Optional<String>> AZURE_TENANT_ID =
      Setting.of(
          "azure.tenant-id",
          "",
          Kind.text().orNothing(),
          "Directory (tenant) of the application that asks Azure.");
  public static final Setting<Optional<String>> AZURE_CLIENT_ID =
      Setting.of(
          "azure.client-id",
          "",
          Kind.text().orNothing(),
          "Application (client) that asks Azure; with a managed identity, the user-assigned one.");
  public static final Setting<Optional<String>> AZURE_CLIENT_SECRET =
      Setting.secret(
          "azure.client-secret",
          Kind.text().orNothing(),
          "Its secret. Without it and `azure.federated-token-file`: the managed identity asks.");
  public static final Setting<Optional<String>> AZURE_FEDERATED_TOKEN_FILE =
      Setting.of(
          "azure.federated-token-file",
          "",
          Kind.text().orNothing(),
          "File with a token that Azure trusts instead of a secret (workload identity).");
  public static final Setting<Optional<String>> AZURE_TOKEN =
      Setting.secret(
          "azure.token",
          Kind.text().orNothing(),
          "A token as it is, for a stand-in of Azure on loopback.");
  public static final Setting<SolutionId> DTA_SOLUTION =
      Setting.of(
          "dta.solution-project-id",
          "dta-vision",
          Kind.domain("1 to 64 characters", SolutionId::new),
          "The solution whose cost the two fixed costs of DTA are.");

  public static final Setting<String> FOCUS_ACCOUNT_ID =
      Setting.of(
          "focus.billing-account-id",
          "dta",
          Kind.text(),
          "Whose account the cost is on, in FOCUS exports.");
  public static final Setting<String> FOCUS_ACCOUNT_NAME =
      Setting.of(
          "focus.billing-account-name", "TOTVS", Kind.text(), "What that account is called.");
  public static final Setting<String> FOCUS_INVOICE_ISSUER =
      Setting.of(
          "focus.invoice-issuer", "Microsoft", Kind.text(), "Who invoices it, in FOCUS exports.");
  public static final Setting<String> FOCUS_PROVIDER =
      Setting.of("focus.provider", "Microsoft", Kind.text(), "Who makes the resources available.");
  public static final Setting<String> FOCUS_PUBLISHER =
      Setting.of("focus.publisher", "Microsoft", Kind.text(), "Who makes the resources.");
  public static final Setting<String> FOCUS_HOST_PROVIDER =
      Setting.of(
          "focus.host-provider",
          "Microsoft",
          Kind.text(),
          "On whose infrastructure they run; FOCUS 1.3.");
  public static final Setting<Map<String, String>> FOCUS_SERVICE_CATEGORIES =
      Setting.of(
          "focus.service-categories",
          "Azure OpenAI=AI and Machine Learning,Cognitive Services=AI and Machine Learning,"
              + "Storage=Storage,Virtual Network=Networking,Azure App Service=Compute,"
              + "Azure Database for PostgreSQL=Databases,Log Analytics=Management and Governance",
          Kind.domain("service=category of FOCUS, separated by commas", FocusProfile::categories),
          "FOCUS's category of a service; of any other it is Other.");
  public static final Setting<String> PROMETHEUS_HOST =
      Setting.of(
          "telemetry.prometheus-host",
          "127.0.0.1",
          Kind.text(),
          "Address where Prometheus may fetch metrics: in plain text, without a password.");
  public static final Setting<Optional<Integer>> PROMETHEUS_PORT =
      Setting.of(
          "telemetry.prometheus-port",
          "",
          Kind.whole(0, 65_535).orNothing(),
          "Port for it; 0 takes a free one. Without it: nothing listens.");
  public static final Setting<Optional<URI>> OTLP_ENDPOINT =
      Setting.of(
          "telemetry.otlp-endpoint",
          "",
          Kind.address("http", "https").orNothing(),
          "Base address of an OpenTelemetry collector (OTLP over HTTP) that metrics and traces are"
              + " sent to. Without it: nowhere.");
  public static final Setting<Optional<OtlpHeaders>> OTLP_HEADERS =
      Setting.secret(
          "telemetry.otlp-headers",
          Kind.domain("headers such as api-key=...,tenant=...", OtlpHeaders::parse).orNothing(),
          "Headers that are sent along.");
  public static final Setting<Double> TRACE_RATIO =
      Setting.of(
          "telemetry.trace-ratio",
          "0.01",
          Kind.ratio(),
          "Part of the traces begun here that is sent; where a caller began one, he has decided."
              + " Without `telemetry.otlp-endpoint`: none.");

  public static final Setting<Path> DATA_DIR =
      Setting.of(
          "data-dir",
          ".billing",
          Kind.path(),
          "Where the embedded PostgreSQL and the development key live; a relative one is below the"
              + " folder of `./billing`.");
  public static final Setting<LogFormat> LOG_FORMAT =
      Setting.of("log.format", "auto", Kind.oneOf(LogFormat.class), "How log lines look.");
  public static final Setting<LogLevel> LOG_LEVEL =
      Setting.of(
          "log.level", "info", Kind.oneOf(LogLevel.class), "Least serious log lines written.");

  /// How long a development token may be good; read like the settings.
  public static final Function<String, Duration> TOKEN_LIFETIME = Kind.span("1s", "366d").reader();

  /// All of them, in the order of the table.
  public static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          PLAINTEXT_OFF_LOOPBACK,
          TLS_CERTIFICATE,
          TLS_PRIVATE_KEY,
          REFLECTION,
          DRAIN,
          TOKEN_ISSUER,
          TOKEN_AUDIENCE,
          TOKEN_LEEWAY,
          TOKEN_SECRET,
          TOKEN_JWKS,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          READERS,
          QUEUE_CAPACITY,
          WRITERS,
          BUSINESS_ZONE,
          ACCEPT_PAST,
          ACCEPT_AHEAD,
          EMERGENCY_KEY_TYPES,
          LICENSE_SERVER_URL,
          LICENSE_SERVER_PATH,
          CREDENTIAL_HEADER,
          CREDENTIAL,
          FIELDS,
          CONNECT_TIMEOUT,
          TIMEOUT,
          FAILURES_TO_OPEN,
          OPEN_FOR,
          LEASE,
          FIRST_DELAY,
          LONGEST_DELAY,
          SET_ASIDE_DELAY,
          REFRESH,
          FRESH_FOR,
          PURGE_YOUNGEST,
          PURGE_KEEP_MONTHS,
          PURGE_BATCH_SIZE,
          OPERATIONS_LEASE,
          JOBS_HEARTBEAT,
          SELF_CHECK_EVERY,
          AZURE_RESOURCE_GROUPS,
          AZURE_GROUPING,
          AZURE_COLLECT_AT,
          AZURE_FINAL_DAY,
          AZURE_URL,
          AZURE_API_VERSION,
          AZURE_COST_TYPE,
          AZURE_COST_COLUMN,
          AZURE_TENANT_ID,
          AZURE_CLIENT_ID,
          AZURE_CLIENT_SECRET,
          AZURE_FEDERATED_TOKEN_FILE,
          AZURE_TOKEN,
          DTA_SOLUTION,
          FOCUS_ACCOUNT_ID,
          FOCUS_ACCOUNT_NAME,
          FOCUS_INVOICE_ISSUER,
          FOCUS_PROVIDER,
          FOCUS_PUBLISHER,
          FOCUS_HOST_PROVIDER,
          FOCUS_SERVICE_CATEGORIES,
          PROMETHEUS_HOST,
          PROMETHEUS_PORT,
          OTLP_ENDPOINT,
          OTLP_HEADERS,
          TRACE_RATIO,
          DATA_DIR,
          LOG_FORMAT,
          LOG_LEVEL);

  /// The table as Markdown.
  public static String markdown() {
    StringBuilder table =
        new StringBuilder("| setting | environment | default | allowed | meaning |\n");
    table.append("|---|---|---|---|---|\n");
    ALL.forEach(setting -> table.append(row(setting)));
    return table.toString();
  }

  private static String row(Setting<?> setting) {
    String orFile = setting.secret() ? " (or `" + setting.fileName() + "`)" : "";
    String orFileVariable =
        setting.secret() ? " (or `" + Setting.variable(setting.fileName()) + "`)" : "";
    String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
    return "| `%s`%s | `%s`%s | %s | %s | %s |%n"
        .formatted(
            setting.name(),
            orFile,
            setting.variable(),
            orFileVariable,
            fallback,
            setting.allowed(),
            setting.meaning());
  }
}
