package com.totvs.billing.domain.report;

import java.math.BigDecimal;
import java.util.Currency;

/// What cost adds up to in one currency, as money.
///
/// @param collected rounded once for each month; of single days not rounded
/// @param unallocated the part of it that no usage carries
/// @param corrections the part of it that corrects closed months
public record CostTotals(
    Currency currency, BigDecimal collected, BigDecimal unallocated, BigDecimal corrections) {

  /// The part of it that somebody carries.
  public BigDecimal allocated() {
    return collected.subtract(unallocated);
  }
}
