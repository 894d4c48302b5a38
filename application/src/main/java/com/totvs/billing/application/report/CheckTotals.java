package com.totvs.billing.application.report;

import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import java.util.Optional;
import java.util.UUID;

/// Orders that totals are compared with the records, or rebuilt from them.
public final class CheckTotals {
  private final Operations operations;

  public CheckTotals(Operations operations) {
    this.operations = operations;
  }

  /// Orders a self-check, which changes nothing.
  ///
  /// @param period what to check, in whole days
  /// @throws com.totvs.billing.domain.BillingException `SOLUTION_FORBIDDEN` for a caller limited to
  ///   some solutions; `REQUEST_ID_REUSED`
  public Operation selfCheck(Caller caller, Span period, Optional<UUID> requestId) {
    return order(caller, OperationKind.RUN_SELF_CHECK, period, requestId);
  }

  /// Orders that totals are thrown away and summed up again; reports stay right meanwhile.
  ///
  /// @param period which totals, in whole days
  /// @throws com.totvs.billing.domain.BillingException as [#selfCheck] does
  public Operation rebuild(Caller caller, Span period, Optional<UUID> requestId) {
    return order(caller, OperationKind.REBUILD_TOTALS, period, requestId);
  }

  private Operation order(
      Caller caller, OperationKind kind, Span period, Optional<UUID> requestId) {
    caller.require(kind.scope());
    caller.requireAllSolutions();
    return operations.start(new Order(kind, period.inMicros(), false, caller.subject(), requestId));
  }
}
