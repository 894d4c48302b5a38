package com.totvs.billing.domain.report;

import com.totvs.billing.domain.BillingException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a FOCUS export says that Billing does not know by itself.
///
/// @param billingAccountId whose account the cost is on
/// @param invoiceIssuer who invoices it
/// @param provider who makes the resources available
/// @param publisher who makes them
/// @param hostProvider on whose infrastructure they run
/// @param serviceCategories FOCUS's category of a service by the service's name; of others, `Other`
public record FocusProfile(
    String billingAccountId,
    String billingAccountName,
    String invoiceIssuer,
    String provider,
    String publisher,
    String hostProvider,
    Map<String, String> serviceCategories) {

  /// The category of a service that no other is named for.
  public static final String OTHER = "Other";

  // FOCUS 1.2, column ServiceCategory: no other value is allowed.
  private static final Set<String> CATEGORIES =
      Set.of(
          "AI and Machine Learning",
          "Analytics",
          "Business Applications",
          "Compute",
          "Databases",
          "Developer Tools",
          "Identity",
          "Integration",
          "Internet of Things",
          "Management and Governance",
          "Media",
          "Migration",
          "Mobile",
          "Multicloud",
          "Networking",
          OTHER,
          "Security",
          "Storage",
          "Web");

  public FocusProfile {
    SortedMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(serviceCategories);
    serviceCategories = Collections.unmodifiableMap(anyCase);
  }

  /// Reads categories written as `Storage=Storage, Azure OpenAI=AI and Machine Learning`.
  ///
  /// @throws BillingException `INVALID_FIELDS` for a category that FOCUS does not have
  public static Map<String, String> categories(String text) {
    Map<String, String> categories = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (text.isBlank()) {
      return categories;
    }
    for (String pair : text.split(",", -1)) {
      int sign = pair.indexOf('=');
      String category = pair.substring(sign + 1).strip();
      if (sign < 0 || !CATEGORIES.contains(category)) {
        throw BillingException.invalid(
            "service_categories", "\"" + pair.strip() + "\" is no service=category of FOCUS");
      }
      categories.put(pair.substring(0, sign).strip(), category);
    }
    return categories;
  }

  /// The category of a service.
  public String category(String service) {
    return serviceCategories.getOrDefault(service, OTHER);
  }
}
