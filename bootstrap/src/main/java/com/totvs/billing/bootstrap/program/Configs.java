package com.totvs.billing.bootstrap.program;

import com.totvs.billing.application.license.LookupPolicy;
import com.totvs.billing.azurecost.AzureCostModule;
import com.totvs.billing.bootstrap.embedded.EmbeddedPostgres;
import com.totvs.billing.bootstrap.settings.SettingTable;
import com.totvs.billing.bootstrap.settings.Settings;
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
            settings.get(SettingTable.ACCEPT_PAST), settings.get(SettingTable.ACCEPT_AHEAD)),
        settings.get(SettingTable.EMERGENCY_KEY_TYPES),
        new LookupPolicy(
            settings.get(SettingTable.LEASE),
            settings.get(SettingTable.FIRST_DELAY),
            settings.get(SettingTable.LONGEST_DELAY),
            settings.get(SettingTable.SET_ASIDE_DELAY),
            settings.get(SettingTable.REFRESH),
            settings.get(SettingTable.FRESH_FOR)),
        new PurgeRule(settings.get(SettingTable.PURGE_YOUNGEST)),
        settings.get(SettingTable.PURGE_BATCH_SIZE),
        settings.get(SettingTable.OPERATIONS_LEASE),
        new ApplicationModule.CostRules(
            settings.get(SettingTable.AZURE_RESOURCE_GROUPS),
            settings.get(SettingTable.AZURE_GROUPING),
            new CostCalendar(zone(), settings.get(SettingTable.AZURE_FINAL_DAY))));
  }

  private BusinessZone zone() {
    return new BusinessZone(settings.get(SettingTable.BUSINESS_ZONE));
  }

  AzureCostModule.Config azureCost() {
    return new AzureCostModule.Config(
        settings.get(SettingTable.AZURE_URL),
        settings.get(SettingTable.AZURE_API_VERSION),
        azureCredential(),
        settings.get(SettingTable.AZURE_COST_TYPE),
        settings.get(SettingTable.AZURE_COST_COLUMN),
        AzureCostModule.Limits.USUAL);
  }

  private AzureCostModule.Credential azureCredential() {
    Optional<String> tenant = settings.get(SettingTable.AZURE_TENANT_ID);
    Optional<String> client = settings.get(SettingTable.AZURE_CLIENT_ID);
    Optional<AzureCostModule.Credential> told =
        settings.get(SettingTable.AZURE_TOKEN).map(AzureCostModule.Credential.Fixed::new);
    return told.or(
            () ->
                settings
                    .get(SettingTable.AZURE_CLIENT_SECRET)
                    .map(
                        secret ->
                            new AzureCostModule.Credential.ClientSecret(
                                tenant.orElse(""), client.orElse(""), secret)))
        .or(
            () ->
                settings
                    .get(SettingTable.AZURE_FEDERATED_TOKEN_FILE)
                    .map(
                        file ->
                            new AzureCostModule.Credential.Federated(
                                tenant.orElse(""), client.orElse(""), file)))
        .orElseGet(() -> new AzureCostModule.Credential.ManagedIdentity(client));
  }

  TelemetryModule.Config telemetry() {
    return new TelemetryModule.Config(
        settings
            .get(SettingTable.PROMETHEUS_PORT)
            .map(
                port ->
                    new TelemetryModule.Prometheus(
                        settings.get(SettingTable.PROMETHEUS_HOST), port)),
        settings
            .get(SettingTable.OTLP_ENDPOINT)
            .map(
                endpoint ->
                    new TelemetryModule.Otlp(
                        endpoint,
                        settings.get(SettingTable.OTLP_HEADERS).orElse(OtlpHeaders.NONE),
                        settings.get(SettingTable.TRACE_RATIO))));
  }

  PostgresModule.Config postgres(EmbeddedPostgres.Address address) {
    return new PostgresModule.Config(
        address.url(),
        address.user(),
        address.password(),
        settings.get(SettingTable.QUEUE_CAPACITY),
        settings.get(SettingTable.WRITERS),
        settings.get(SettingTable.READERS),
        settings.get(SettingTable.JOBS_HEARTBEAT));
  }

  GrpcModule.Config grpc() {
    return new GrpcModule.Config(
        settings.get(SettingTable.HOST),
        settings.get(SettingTable.PORT),
        settings
            .get(SettingTable.TLS_CERTIFICATE)
            .flatMap(
                certificate ->
                    settings
                        .get(SettingTable.TLS_PRIVATE_KEY)
                        .map(key -> new GrpcModule.Tls(certificate, key))),
        settings.get(SettingTable.REFLECTION),
        new GrpcModule.Tokens(
            settings.get(SettingTable.TOKEN_ISSUER),
            settings.get(SettingTable.TOKEN_AUDIENCE),
            settings.get(SettingTable.TOKEN_LEEWAY),
            keys()),
        new FocusProfile(
            settings.get(SettingTable.FOCUS_ACCOUNT_ID),
            settings.get(SettingTable.FOCUS_ACCOUNT_NAME),
            settings.get(SettingTable.FOCUS_INVOICE_ISSUER),
            settings.get(SettingTable.FOCUS_PROVIDER),
            settings.get(SettingTable.FOCUS_PUBLISHER),
            settings.get(SettingTable.FOCUS_HOST_PROVIDER),
            settings.get(SettingTable.FOCUS_SERVICE_CATEGORIES)));
  }

  private GrpcModule.KeySource keys() {
    Optional<GrpcModule.KeySource> secret =
        SigningKey.of(settings).map(GrpcModule.KeySource.Secret::new);
    return secret
        .or(() -> settings.get(SettingTable.TOKEN_JWKS).map(GrpcModule.KeySource.Jwks::new))
        .orElseThrow();
  }

  LicenseServerModule.Config licenseServer(URI baseUrl) {
    return new LicenseServerModule.Config(
        baseUrl,
        settings.get(SettingTable.LICENSE_SERVER_PATH),
        settings
            .get(SettingTable.CREDENTIAL)
            .map(
                value ->
                    new LicenseServerModule.Credential(
                        settings.get(SettingTable.CREDENTIAL_HEADER), value)),
        settings.get(SettingTable.FIELDS),
        settings.get(SettingTable.CONNECT_TIMEOUT),
        settings.get(SettingTable.TIMEOUT),
        settings.get(SettingTable.FAILURES_TO_OPEN),
        settings.get(SettingTable.OPEN_FOR));
  }
}
