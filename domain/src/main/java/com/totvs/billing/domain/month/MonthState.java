package com.totvs.billing.domain.month;

import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;

/// How far a month has come.
///
/// @param closed whether its cost does not change any more: it was closed, or cost nothing when a
///   later one was
/// @param run the run that is reported: that of its closing, or the newest one; empty if it was
///   never allocated
/// @param closings newest first; at most the first one holds
public record MonthState(
    YearMonth month, boolean closed, OptionalLong run, List<Closing> closings) {
  public MonthState {
    closings = List.copyOf(closings);
  }
}
