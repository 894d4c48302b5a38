package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.purge.MonthMove;
import java.util.List;

/// How far an operation has come, in records where usage is moved, in readings where cost is
/// collected, in month sums where it is allocated, and in days otherwise.
///
/// @param total as counted when the work began
/// @param months the parts of a move, in order; empty for other kinds, and before the work begins
public record Progress(long done, long total, List<MonthMove> months) {

  /// Nothing done, and not yet known how much there is.
  public static final Progress NONE = new Progress(0, 0, List.of());

  public Progress {
    months = List.copyOf(months);
  }

  /// What is left.
  public long left() {
    return Math.max(0, total - done);
  }
}
