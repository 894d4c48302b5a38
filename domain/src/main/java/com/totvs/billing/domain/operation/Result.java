package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.purge.PlaceCounts;
import java.util.List;

/// What an operation that ended well has brought.
public sealed interface Result {

  /// Usage was moved; a dry run has the same counts before and after.
  record Moved(PlaceCounts before, PlaceCounts after) implements Result {}

  /// Totals were rebuilt.
  ///
  /// @param changedDays days whose totals were other than before
  record Rebuilt(long days, long changedDays) implements Result {}

  /// Azure's cost was read.
  ///
  /// @param readings one for each resource group and month
  /// @param changed readings that told something else than what was known
  record Collected(long readings, long changed) implements Result {}

  /// A self-check has looked at everything.
  record Checked(List<Finding> findings) implements Result {
    public Checked {
      findings = List.copyOf(findings);
    }

    /// Whether everything is as it must be.
    public boolean right() {
      return findings.stream().allMatch(Finding::right);
    }
  }
}
