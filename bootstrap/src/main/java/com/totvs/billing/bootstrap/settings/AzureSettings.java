package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.azurecost.AzureCostModule;
import com.totvs.billing.domain.cost.CostGrouping;
import com.totvs.billing.domain.cost.ResourceGroup;
import java.net.URI;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// Which cost is collected from Azure, when, and who asks for it.
public final class AzureSettings {
  private AzureSettings() {}

  public static final Setting<List<ResourceGroup>> RESOURCE_GROUPS =
      Setting.of(
          "azure.resource-groups",
          "",
          Kind.domain("subscription-id/resource-group, separated by commas", Kind::resourceGroups),
          "Azure resource groups whose cost is collected. Without it: none, and nobody is asked.");
  public static final Setting<CostGrouping> GROUPING =
      Setting.of(
          "azure.grouping",
          "dimension:ResourceId",
          Kind.domain("dimension:Name or tag:key", CostGrouping::parse),
          "By what Azure's cost is told apart, besides the service.");
  public static final Setting<LocalTime> COLLECT_AT =
      Setting.of(
          "azure.collect-at",
          "03:00",
          Kind.timeOfDay(),
          "When Azure's cost is collected every day, in the business zone.");
  public static final Setting<Integer> FINAL_DAY =
      Setting.of(
          "azure.final-day",
          "6",
          Kind.whole(1, 28),
          "Until this day of a month the one before is collected too; read on it or later, it is"
              + " final.");
  public static final Setting<URI> URL =
      Setting.of(
          "azure.url",
          "https://management.azure.com",
          Kind.address("http", "https"),
          "Azure's address; http on loopback only.");
  public static final Setting<String> API_VERSION =
      Setting.of(
          "azure.api-version",
          "2025-03-01",
          Kind.text()
              .where(
                  AzureCostModule.Config::isApiVersion,
                  "a version such as 2025-03-01 or 2025-03-01-preview",
                  "is none"),
          "Version of Azure's interface that is spoken.");
  public static final Setting<String> COST_TYPE =
      Setting.of(
          "azure.cost-type",
          "ActualCost",
          Kind.text()
              .where(
                  List.of("ActualCost", "AmortizedCost")::contains,
                  "ActualCost or AmortizedCost",
                  "is neither"),
          "Whether reservations count when they are bought, or day by day.");
  public static final Setting<String> COST_COLUMN =
      Setting.of(
          "azure.cost-column",
          "Cost",
          Kind.text()
              .where(
                  AzureCostModule.Config::isCostColumn,
                  "letters, such as Cost or PreTaxCost",
                  "is none"),
          "Which of Azure's costs is summed up.");
  public static final Setting<Optional<String>> TENANT_ID =
      Setting.of(
          "azure.tenant-id",
          "",
          Kind.text().orNothing(),
          "Directory (tenant) of the application that asks Azure.");
  public static final Setting<Optional<String>> CLIENT_ID =
      Setting.of(
          "azure.client-id",
          "",
          Kind.text().orNothing(),
          "Application (client) that asks Azure; with a managed identity, the user-assigned one.");
  public static final Setting<Optional<String>> CLIENT_SECRET =
      Setting.secret(
          "azure.client-secret",
          Kind.text().orNothing(),
          "Its secret. Without it and `azure.federated-token-file`: the managed identity asks.");
  public static final Setting<Optional<String>> FEDERATED_TOKEN_FILE =
      Setting.of(
          "azure.federated-token-file",
          "",
          Kind.text().orNothing(),
          "File with a token that Azure trusts instead of a secret (workload identity).");
  public static final Setting<Optional<String>> TOKEN =
      Setting.secret(
          "azure.token",
          Kind.text().orNothing(),
          "A token as it is, for a stand-in of Azure on loopback.");

  /// In the order of the table.
  static final List<Setting<?>> ALL =
      List.of(
          RESOURCE_GROUPS,
          GROUPING,
          COLLECT_AT,
          FINAL_DAY,
          URL,
          API_VERSION,
          COST_TYPE,
          COST_COLUMN,
          TENANT_ID,
          CLIENT_ID,
          CLIENT_SECRET,
          FEDERATED_TOKEN_FILE,
          TOKEN);
}
