package com.totvs.billing.domain.month;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How far a month has come.
///
/// @param run the run that is reported: that of its closing, or the newest one; empty if it was
///   never allocated
/// @param closings newest first; at most the first one holds
public record MonthState(YearMonth month, OptionalLong run, List<Closing> closings) {
  public MonthState {
    closings = List.copyOf(closings);
  }

  /// The closing that holds; empty while the month is open.
  public Optional<Closing> closing() {
    return closings.stream().filter(Closing::holds).findFirst();
  }
}
