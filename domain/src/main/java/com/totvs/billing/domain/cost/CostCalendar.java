package com.totvs.billing.domain.cost;

import com.totvs.billing.domain.BusinessZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/// Which months of Azure's cost are still moving. Azure restates the cost of a month until the
/// fifth day of the next one ("usage charges can continue to accrue and can change until the fifth
/// day of the month after your current billing period ends", Microsoft's documentation of Cost
/// Management data).
///
/// @param finalDay the day of the next month from which a reading is final, such as 6
public record CostCalendar(BusinessZone zone, int finalDay) {
  public CostCalendar {
    if (finalDay < 1 || finalDay > 28) {
      throw new IllegalArgumentException("the final day must be one that every month has");
    }
  }

  /// The months to read at an instant: the open one, and the one before up to and including the
  /// final day.
  public List<YearMonth> toRead(Instant now) {
    LocalDate today = zone.day(now);
    YearMonth open = YearMonth.from(today);
    return today.getDayOfMonth() <= finalDay ? List.of(open.minusMonths(1), open) : List.of(open);
  }

  /// Whether a reading of a month at an instant is final.
  public boolean isFinal(YearMonth month, Instant read) {
    return !zone.day(read).isBefore(month.plusMonths(1).atDay(finalDay));
  }
}
