package com.totvs.billing.domain.cost;

import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Require;

/// By what Azure's cost is told apart, besides the name of the service.
///
/// @param kind a dimension of Azure's, such as `ResourceId`, or a tag of the resources
/// @param name the dimension's name, or the tag's key
public record CostGrouping(Kind kind, String name) {

  /// What a grouping goes by.
  public enum Kind {
    DIMENSION,
    TAG
  }

  public CostGrouping {
    name = Require.text(name.strip(), "grouping", 1, 512);
  }

  /// Reads `dimension:ResourceId` or `tag:project`.
  ///
  /// @throws BillingException `INVALID_FIELDS`
  public static CostGrouping parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon).strip();
    return switch (kind) {
      case "dimension" -> new CostGrouping(Kind.DIMENSION, text.substring(colon + 1));
      case "tag" -> new CostGrouping(Kind.TAG, text.substring(colon + 1));
      default -> throw BillingException.invalid("grouping", "must be dimension:Name or tag:key");
    };
  }

  @Override
  public String toString() {
    return (kind == Kind.TAG ? "tag:" : "dimension:") + name;
  }
}
