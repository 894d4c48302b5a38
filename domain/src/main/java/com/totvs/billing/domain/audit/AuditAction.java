package com.totvs.billing.domain.audit;

import java.util.Arrays;
import java.util.Optional;

/// What is written down when somebody does it. The numbers are those of the wire and of the tables,
/// and never change.
public enum AuditAction {
  VOID_USAGE(1),
  PURGE_USAGE(2),
  RESTORE_USAGE(3),
  REBUILD_TOTALS(4),
  CANCEL_OPERATION(5),
  CREATE_FIXED_COST(6),
  END_FIXED_COST(7),
  CREATE_ALLOCATION_RULE(8),
  END_ALLOCATION_RULE(9),
  CLOSE_MONTH(10),
  REOPEN_MONTH(11);

  private final int number;

  AuditAction(int number) {
    this.number = number;
  }

  /// The action's number.
  public int number() {
    return number;
  }

  /// The action of this number, if there is one.
  public static Optional<AuditAction> of(int number) {
    return Arrays.stream(values()).filter(one -> one.number == number).findFirst();
  }
}
