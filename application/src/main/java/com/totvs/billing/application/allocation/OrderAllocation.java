package com.totvs.billing.application.allocation;

import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.BusinessZone;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.access.Scope;
import com.totvs.billing.domain.month.CloseTerms;
import com.totvs.billing.domain.month.MonthState;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;

/// Orders that cost is allocated and months are closed, and reopens them.
public final class OrderAllocation {
  private final Operations operations;
  private final Months months;
  private final BusinessZone zone;
  private final Clock clock;

  public OrderAllocation(Operations operations, Months months, BusinessZone zone, Clock clock) {
    this.operations = operations;
    this.months = months;
    this.zone = zone;
    this.clock = clock;
  }

  /// Orders that a month's cost is divided. A dry run keeps nothing, and may be of a closed month.
  ///
  /// @throws BillingException `SCOPE_MISSING`; `SOLUTION_FORBIDDEN` for a caller limited to some
  ///   solutions; `INVALID_FIELDS` for a month that has not begun; `MONTH_CLOSED`;
  ///   `REQUEST_ID_REUSED`
  public Operation allocate(
      Caller caller, YearMonth month, boolean dryRun, Optional<UUID> requestId) {
    authorize(caller, OperationKind.ALLOCATE_COST.scope());
    var _ = requireBegun(month);
    if (!dryRun) {
      Months.requireOpen(months.latestClosed(), month);
    }
    return operations.start(
        new Order(OperationKind.ALLOCATE_COST, span(month), dryRun, caller.subject(), requestId));
  }

  /// Orders that a month is closed: allocated once more, and its lines never changed again. The
  /// operation fails and names every obstacle when there is one; a dry run tells them and changes
  /// nothing.
  ///
  /// @throws BillingException as [#allocate] does; `SCOPE_MISSING` also for forcing without its own
  ///   scope
  public Operation close(
      Caller caller, YearMonth month, CloseTerms terms, boolean dryRun, Optional<UUID> requestId) {
    authorize(caller, OperationKind.CLOSE_MONTH.scope());
    if (terms.force()) {
      caller.require(Scope.MONTH_FORCE);
    }
    var _ = requireBegun(month);
    return operations.start(
        new Order(
            OperationKind.CLOSE_MONTH, span(month), dryRun, caller.subject(), requestId, terms));
  }

  /// Takes the closing of the latest closed month back. Its lines stay readable.
  ///
  /// @throws BillingException `SCOPE_MISSING`; `SOLUTION_FORBIDDEN`; `INVALID_FIELDS` without a
  ///   reason; `MONTH_NOT_CLOSED` for any other month
  public MonthState reopen(Caller caller, YearMonth month, String reason) {
    authorize(caller, Scope.MONTH_REOPEN);
    return months.reopen(month, caller.subject(), CloseTerms.requireReason(reason));
  }

  private static void authorize(Caller caller, Scope scope) {
    caller.require(scope);
    caller.requireAllSolutions();
  }

  /// Makes sure that a month is not in the future.
  ///
  /// @throws BillingException `INVALID_FIELDS` naming `month`
  public YearMonth requireBegun(YearMonth month) {
    YearMonth open = zone.month(clock.instant());
    if (month.isAfter(open)) {
      throw BillingException.invalid("month", "has not begun: the present one is " + open);
    }
    return month;
  }

  private Span span(YearMonth month) {
    return new Span(Optional.of(zone.start(month)), Optional.of(zone.start(month.plusMonths(1))));
  }
}
