package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.access.Scope;

/// The kinds of operation there are. The texts are the names of the methods that start them.
public enum OperationKind {
  PURGE_USAGE("PurgeUsage", Scope.USAGE_PURGE, Line.MOVING),
  RESTORE_USAGE("RestoreUsage", Scope.USAGE_PURGE, Line.MOVING),
  REBUILD_TOTALS("RebuildTotals", Scope.ADMIN_WRITE, Line.CHECKING),
  RUN_SELF_CHECK("RunSelfCheck", Scope.ADMIN_WRITE, Line.CHECKING),
  COLLECT_AZURE_COST("CollectAzureCost", Scope.COST_WRITE, Line.COLLECTING),
  ALLOCATE_COST("AllocateCost", Scope.COST_WRITE, Line.ALLOCATING),
  CLOSE_MONTH("CloseMonth", Scope.MONTH_CLOSE, Line.ALLOCATING);

  /// Operations of one line run one after the other, in the order they were asked for, whatever
  /// node runs them; those of two lines run beside each other.
  public enum Line {
    MOVING,
    CHECKING,
    COLLECTING,
    ALLOCATING
  }

  private final String method;
  private final Scope scope;
  private final Line line;

  OperationKind(String method, Scope scope, Line line) {
    this.method = method;
    this.scope = scope;
    this.line = line;
  }

  /// The method that starts such an operation.
  public String method() {
    return method;
  }

  /// What a caller needs to start, see or cancel one.
  public Scope scope() {
    return scope;
  }

  /// Where it waits for its turn.
  public Line line() {
    return line;
  }
}
