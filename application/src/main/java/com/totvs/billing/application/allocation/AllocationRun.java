package com.totvs.billing.application.allocation;

import com.totvs.billing.domain.allocation.Balance;
import com.totvs.billing.domain.operation.OperationId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/// An allocation of a month that was kept, with all of its lines.
///
/// @param number counts up over all months
/// @param operation what made it
/// @param inputs tells its inputs from any others
/// @param digest tells its sums and lines from any others: two runs with the same one are alike,
///   line for line
/// @param revisions the revisions of Azure's cost that it was made from
/// @param balances what it charges, by currency code
public record AllocationRun(
    long number,
    YearMonth month,
    OperationId operation,
    String requestedBy,
    Instant created,
    String inputs,
    String digest,
    List<Long> revisions,
    long sums,
    long lines,
    List<Balance> balances) {
  public AllocationRun {
    revisions = revisions.stream().distinct().sorted().toList();
    balances = List.copyOf(balances);
  }
}
