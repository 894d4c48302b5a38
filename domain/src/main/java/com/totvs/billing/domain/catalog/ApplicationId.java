package com.totvs.billing.domain.catalog;

import com.totvs.billing.domain.Require;

/// Identifies a product: its project id, 1 to 64 code points.
public record ApplicationId(String value) implements Comparable<ApplicationId> {
  public ApplicationId {
    value = Require.text(value, "project_id", 1, 64);
  }

  @Override
  public int compareTo(ApplicationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
