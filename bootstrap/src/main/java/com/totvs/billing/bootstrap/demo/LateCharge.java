package com.totvs.billing.bootstrap.demo;

import com.google.type.Money;
import com.totvs.billing.v1.Allocation;
import com.totvs.billing.v1.AllocationDriver;
import com.totvs.billing.v1.UsageTotals;
import java.math.BigDecimal;
import java.util.List;

/// What came of late usage, as usage reports, cost reports and lines tell it. Late usage adds up to
/// nothing over all payers, so that only those of the one who made it show whether it was charged.
///
/// @param calls that came late
/// @param before the payer's usage in the closed month, as it was reported when that was closed
/// @param now the same, as it is reported now
/// @param everybody the usage of all payers, as it is reported now
/// @param corrections what the payer is charged for closed months, as it is reported of the open
///   one
/// @param lines the payer's in the open month that are marked with the closed one
record LateCharge(
    int calls,
    UsageTotals before,
    UsageTotals now,
    UsageTotals everybody,
    Money corrections,
    List<Allocation> lines) {

  /// Whether the payer pays for it, by all calls that are known now.
  boolean right() {
    return now.getCalls() == before.getCalls() + calls
        && dividedByAllCalls()
        && amount().signum() > 0
        && amount().compareTo(Bookkeeper.amount(corrections)) == 0;
  }

  /// What the lines charge.
  BigDecimal amount() {
    return Bookkeeper.total(lines);
  }

  // Lines by tokens say less: the quantities of a mix count no unit of their own.
  private boolean dividedByAllCalls() {
    List<Allocation> byCalls =
        lines.stream()
            .filter(line -> line.getDriver() == AllocationDriver.ALLOCATION_DRIVER_CALLS)
            .toList();
    return !byCalls.isEmpty()
        && byCalls.stream()
            .allMatch(
                line ->
                    is(now.getCalls(), line.getDriverQuantity().getValue())
                        && is(everybody.getCalls(), line.getDriverTotal().getValue()));
  }

  private static boolean is(long calls, String quantity) {
    return new BigDecimal(quantity).compareTo(BigDecimal.valueOf(calls)) == 0;
  }
}
