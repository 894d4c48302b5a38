package com.totvs.billing.application.purge;

import com.totvs.billing.application.operation.Operations;
import com.totvs.billing.domain.BillingException;
import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.access.Caller;
import com.totvs.billing.domain.operation.Operation;
import com.totvs.billing.domain.operation.OperationKind;
import com.totvs.billing.domain.operation.Order;
import com.totvs.billing.domain.purge.PurgeRule;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// Orders that a period of usage is moved to history, or back.
public final class MoveUsage {
  private final Operations operations;
  private final PurgeRule rule;
  private final Clock clock;

  public MoveUsage(Operations operations, PurgeRule rule, Clock clock) {
    this.operations = operations;
    this.rule = rule;
    this.clock = clock;
  }

  /// Orders a purge.
  ///
  /// @throws BillingException `INVALID_FIELDS` when the period has no end, holds nothing or has not
  ///   been over for long enough; `SOLUTION_FORBIDDEN` for a caller limited to some solutions;
  ///   `REQUEST_ID_REUSED`
  public Operation purge(Caller caller, Span period, boolean dryRun, Optional<UUID> requestId) {
    authorize(caller, OperationKind.PURGE_USAGE);
    Span over = requireOver(period);
    return order(OperationKind.PURGE_USAGE, over, dryRun, caller.subject(), requestId);
  }

  /// Makes sure that a period may be purged.
  ///
  /// @throws BillingException `INVALID_FIELDS` naming `period`
  public Span requireOver(Span period) {
    return rule.require(period, clock.instant());
  }

  /// Orders a restore.
  ///
  /// @throws BillingException as [#purge] does, but any finished or unfinished period may be given
  public Operation restore(Caller caller, Span period, boolean dryRun, Optional<UUID> requestId) {
    authorize(caller, OperationKind.RESTORE_USAGE);
    PurgeRule.requireEnd(period);
    return order(OperationKind.RESTORE_USAGE, period, dryRun, caller.subject(), requestId);
  }

  private static void authorize(Caller caller, OperationKind kind) {
    caller.require(kind.scope());
    caller.requireAllSolutions();
  }

  private Operation order(
      OperationKind kind, Span period, boolean dryRun, String subject, Optional<UUID> requestId) {
    return operations.start(new Order(kind, period.inMicros(), dryRun, subject, requestId));
  }
}
