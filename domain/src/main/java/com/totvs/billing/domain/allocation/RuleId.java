package com.totvs.billing.domain.allocation;

import com.totvs.billing.domain.BillingException;
import java.util.regex.Pattern;

/// Identifies an allocation rule: 1 to 63 lower-case letters, digits and hyphens, beginning with a
/// letter.
public record RuleId(String value) implements Comparable<RuleId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /// The id of the rule that takes what the others leave.
  public static final RuleId DEFAULT = new RuleId("default");

  public RuleId {
    if (!SHAPE.matcher(value).matches()) {
      throw BillingException.invalid(
          "rule_id",
          "must be 1 to 63 lower-case letters, digits and hyphens, beginning with a letter");
    }
  }

  @Override
  public int compareTo(RuleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
