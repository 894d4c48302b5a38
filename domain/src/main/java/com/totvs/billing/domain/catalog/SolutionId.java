package com.totvs.billing.domain.catalog;

import com.totvs.billing.domain.Require;

/// Identifies an AI solution: its project id, 1 to 64 code points.
public record SolutionId(String value) implements Comparable<SolutionId> {
  public SolutionId {
    value = Require.text(value, "project_id", 1, 64);
  }

  @Override
  public int compareTo(SolutionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
