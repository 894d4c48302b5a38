package com.totvs.billing.bootstrap.program;

import com.totvs.billing.application.license.LookupPolicy;
import com.totvs.billing.azurecost.AzureCostModule;
import com.totvs.billing.bootstrap.embedded.EmbeddedPostgres;
import com.totvs.billing.bootstrap.settings.AzureSettings;
import com.totvs.billing.bootstrap.settings.DatabaseSettings;
import com.totvs.billing.bootstrap.settings.FocusSettings;
import com.totvs.billing.bootstrap.settings.JobSettings;
import com.totvs.billing.bootstrap.settings.JournalSettings;
import com.totvs.billing.bootstrap.settings.LicenseServerSettings;
import com.totvs.billing.bootstrap.settings.LookupSettings;
import com.totvs.billing.bootstrap.settings.PurgeSettings;
import com.totvs.billing.bootstrap.settings.ServerSettings;
import com.totvs.billing.bootstrap.settings.Settings;
import com.totvs.billing.bootstrap.settings.TelemetrySettings;
import com.totvs.billing.bootstrap.settings.TokenSettings;
import com.totvs.billing.bootstrap.settings.UsageSettings;
import com.totvs.billing.bootstrap.telemetry.OtlpHeaders;
import com.totvs.billing.bootstrap.telemetry.TelemetryModule;
import com.totvs.billing.bootstrap.token.SigningKey;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.cost.CostCalendar;
import com.totvs.billing.domain.purge.PurgeRule;
import com.totvs.billing.domain.report.FocusProfile;
import com.totvs.billing.domain.usage.AcceptedWindow;
import com.totvs.billing.grpc.GrpcModule;
import com.totvs.billing.licenseserver.LicenseServerModule;
import com.totvs.billing.postgres.PostgresModule;
import java.net.URI;
import java.util.Optional;

/// What each module is told, out of the settings.
record Configs(Settings settings) {

  ApplicationModule.Config application() {
    return new ApplicationModule.Config(
        zone(),
        new AcceptedWindow(
            settings.get(UsageSettings.ACCEPT_PAST), settings.get(UsageSettings.ACCEPT_AHEAD)),
        settings.get(UsageSettings.EMERGENCY_KEY_TYPES),
        new LookupPolicy(
            settings.get(LookupSettings.LEASE),
            settings.get(LookupSettings.FIRST_DELAY),
            settings.get(LookupSettings.LONGEST_DELAY),
            settings.get(LookupSettings.SET_ASIDE_DELAY),
            settings.get(LookupSettings.REFRESH),
            settings.get(LookupSettings.FRESH_FOR)),
        new PurgeRule(settings.get(PurgeSettings.YOUNGEST)),
        settings.get(PurgeSettings.BATCH_SIZE),
        settings.get(JobSettings.OPERATIONS_LEASE),
        new ApplicationModule.CostRules(
            settings.get(AzureSettings.RESOURCE_GROUPS),
            settings.get(AzureSettings.GROUPING),
            new CostCalendar(zone(), settings.get(AzureSettings.FINAL_DAY))));
  }

  private BusinessZone zone() {
    return new BusinessZone(settings.get(UsageSettings.BUSINESS_ZONE));
  }

  AzureCostModule.Config azureCost() {
    return new AzureCostModule.Config(
        settings.get(AzureSettings.URL),
        settings.get(AzureSettings.API_VERSION),
        azureCredential(),
        settings.get(AzureSettings.COST_TYPE),
        settings.get(AzureSettings.COST_COLUMN),
        AzureCostModule.Limits.USUAL);
  }

  private AzureCostModule.Credential azureCredential() {
    Optional<String> tenant = settings.get(AzureSettings.TENANT_ID);
    Optional<String> client = settings.get(AzureSettings.CLIENT_ID);
    Optional<AzureCostModule.Credential> told =
        settings.get(AzureSettings.TOKEN).map(AzureCostModule.Credential.Fixed::new);
    return told.or(
            () ->
                settings
                    .get(AzureSettings.CLIENT_SECRET)
                    .map(
                        secret ->
                            new AzureCostModule.Credential.ClientSecret(
                                tenant.orElse(""), client.orElse(""), secret)))
        .or(
            () ->
                settings
                    .get(AzureSettings.FEDERATED_TOKEN_FILE)
                    .map(
                        file ->
                            new AzureCostModule.Credential.Federated(
                                tenant.orElse(""), client.orElse(""), file)))
        .orElseGet(() -> new AzureCostModule.Credential.ManagedIdentity(client));
  }

  TelemetryModule.Config telemetry() {
    return new TelemetryModule.Config(
        settings
            .get(TelemetrySettings.PROMETHEUS_PORT)
            .map(
                port ->
                    new TelemetryModule.Prometheus(
                        settings.get(TelemetrySettings.PROMETHEUS_HOST), port)),
        settings
            .get(TelemetrySettings.OTLP_ENDPOINT)
            .map(
                endpoint ->
                    new TelemetryModule.Otlp(
                        endpoint,
                        settings.get(TelemetrySettings.OTLP_HEADERS).orElse(OtlpHeaders.NONE),
                        settings.get(TelemetrySettings.TRACE_RATIO))));
  }

  PostgresModule.Config postgres(EmbeddedPostgres.Address address) {
    return new PostgresModule.Config(
        address.url(),
        address.user(),
        address.password(),
        settings.get(JournalSettings.QUEUE_CAPACITY),
        settings.get(JournalSettings.WRITERS),
        settings.get(DatabaseSettings.READERS),
        settings.get(JobSettings.HEARTBEAT));
  }

  GrpcModule.Config grpc() {
    return new GrpcModule.Config(
        settings.get(ServerSettings.HOST),
        settings.get(ServerSettings.PORT),
        settings
            .get(ServerSettings.TLS_CERTIFICATE)
            .flatMap(
                certificate ->
                    settings
                        .get(ServerSettings.TLS_PRIVATE_KEY)
                        .map(key -> new GrpcModule.Tls(certificate, key))),
        settings.get(ServerSettings.REFLECTION),
        new GrpcModule.Tokens(
            settings.get(TokenSettings.ISSUER),
            settings.get(TokenSettings.AUDIENCE),
            settings.get(TokenSettings.LEEWAY),
            keys()),
        new FocusProfile(
            settings.get(FocusSettings.ACCOUNT_ID),
            settings.get(FocusSettings.ACCOUNT_NAME),
            settings.get(FocusSettings.INVOICE_ISSUER),
            settings.get(FocusSettings.PROVIDER),
            settings.get(FocusSettings.PUBLISHER),
            settings.get(FocusSettings.HOST_PROVIDER),
            settings.get(FocusSettings.SERVICE_CATEGORIES)));
  }

  private GrpcModule.KeySource keys() {
    Optional<GrpcModule.KeySource> secret =
        SigningKey.of(settings).map(GrpcModule.KeySource.Secret::new);
    return secret
        .or(() -> settings.get(TokenSettings.JWKS).map(GrpcModule.KeySource.Jwks::new))
        .orElseThrow();
  }

  LicenseServerModule.Config licenseServer(URI baseUrl) {
    return new LicenseServerModule.Config(
        baseUrl,
        settings.get(LicenseServerSettings.PATH),
        settings
            .get(LicenseServerSettings.CREDENTIAL)
            .map(
                value ->
                    new LicenseServerModule.Credential(
                        settings.get(LicenseServerSettings.CREDENTIAL_HEADER), value)),
        settings.get(LicenseServerSettings.FIELDS),
        settings.get(LicenseServerSettings.CONNECT_TIMEOUT),
        settings.get(LicenseServerSettings.TIMEOUT),
        settings.get(LicenseServerSettings.FAILURES_TO_OPEN),
        settings.get(LicenseServerSettings.OPEN_FOR));
  }
}
