package com.totvs.billing.domain.cost;

import com.totvs.billing.domain.BillingException;
import java.util.regex.Pattern;

/// Identifies a fixed cost: 1 to 63 lower-case letters, digits and hyphens, beginning with a
/// letter, such as `dta-base`.
public record FixedCostId(String value) implements Comparable<FixedCostId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public FixedCostId {
    if (!SHAPE.matcher(value).matches()) {
      throw BillingException.invalid(
          "fixed_cost_id",
          "must be 1 to 63 lower-case letters, digits and hyphens, beginning with a letter");
    }
  }

  @Override
  public int compareTo(FixedCostId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
