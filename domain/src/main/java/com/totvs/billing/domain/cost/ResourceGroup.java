package com.totvs.billing.domain.cost;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Violations;
import java.util.Locale;
import java.util.regex.Pattern;

/// An Azure resource group whose cost is collected. Azure does not tell upper from lower case in
/// its names, so both are kept in lower case.
///
/// @param subscriptionId a UUID, as Azure writes it
/// @param name 1 to 90 letters, digits, `_`, `-`, `.`, `(` or `)`, the last one no dot: Azure's own
///   rule
public record ResourceGroup(String subscriptionId, String name)
    implements Comparable<ResourceGroup> {
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{Nd}_().-]{0,89}[\\p{L}\\p{Nd}_()-]");

  public ResourceGroup {
    subscriptionId = subscriptionId.strip().toLowerCase(Locale.ROOT);
    name = name.strip().toLowerCase(Locale.ROOT);
    Violations found = new Violations("");
    if (!SUBSCRIPTION.matcher(subscriptionId).matches()) {
      found.add("subscription_id", "is no subscription id, which is a UUID");
    }
    if (!NAME.matcher(name).matches()) {
      found.add(
          "name",
          "is no name of a resource group: 1 to 90 letters, digits or _-.() not ending with a dot");
    }
    found.throwIfAny();
  }

  /// Reads `subscription/name`.
  ///
  /// @throws BillingException `INVALID_FIELDS`
  public static ResourceGroup parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw BillingException.invalid("resource_group", "must be subscription-id/resource-group");
    }
    return new ResourceGroup(parts[0], parts[1]);
  }

  @Override
  public int compareTo(ResourceGroup other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return subscriptionId + "/" + name;
  }
}
