package com.totvs.billing.bootstrap.settings;

import com.totvs.billing.domain.report.FocusProfile;
import java.util.List;
import java.util.Map;

/// What FOCUS exports say that is in no record.
public final class FocusSettings {
  private FocusSettings() {}

  public static final Setting<String> ACCOUNT_ID =
      Setting.of(
          "focus.billing-account-id",
          "dta",
          Kind.text(),
          "Whose account the cost is on, in FOCUS exports.");
  public static final Setting<String> ACCOUNT_NAME =
      Setting.of(
          "focus.billing-account-name", "TOTVS", Kind.text(), "What that account is called.");
  public static final Setting<String> INVOICE_ISSUER =
      Setting.of(
          "focus.invoice-issuer", "Microsoft", Kind.text(), "Who invoices it, in FOCUS exports.");
  public static final Setting<String> PROVIDER =
      Setting.of("focus.provider", "Microsoft", Kind.text(), "Who makes the resources available.");
  public static final Setting<String> PUBLISHER =
      Setting.of("focus.publisher", "Microsoft", Kind.text(), "Who makes the resources.");
  public static final Setting<String> HOST_PROVIDER =
      Setting.of(
          "focus.host-provider",
          "Microsoft",
          Kind.text(),
          "On whose infrastructure they run; FOCUS 1.3.");
  public static final Setting<Map<String, String>> SERVICE_CATEGORIES =
      Setting.of(
          "focus.service-categories",
          "Azure OpenAI=AI and Machine Learning,Cognitive Services=AI and Machine Learning,"
              + "Storage=Storage,Virtual Network=Networking,Azure App Service=Compute,"
              + "Azure Database for PostgreSQL=Databases,Log Analytics=Management and Governance",
          Kind.domain("service=category of FOCUS, separated by commas", FocusProfile::categories),
          "FOCUS's category of a service; of any other it is Other.");

  /// In the order of the table.
  static final List<Setting<?>> ALL =
      List.of(
          ACCOUNT_ID,
          ACCOUNT_NAME,
          INVOICE_ISSUER,
          PROVIDER,
          PUBLISHER,
          HOST_PROVIDER,
          SERVICE_CATEGORIES);
}
