package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.allocation.Balance;
import com.totvs.billing.domain.month.Obstacle;
import com.totvs.billing.domain.purge.PlaceCounts;
import java.util.List;
import java.util.OptionalLong;

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

  /// Cost was allocated, and the month closed if that was asked for.
  ///
  /// @param run the run that was kept; empty in a dry run, and when a month cannot be closed
  /// @param balances what is charged, by currency code
  /// @param obstacles what is in the way of closing the month, whether overlooked or not; empty
  ///   where it is only allocated
  record Allocated(
      OptionalLong run, long sums, long lines, List<Balance> balances, List<Obstacle> obstacles)
      implements Result {
    public Allocated {
      balances = List.copyOf(balances);
      obstacles = List.copyOf(obstacles);
    }
  }

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
