package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.audit.AuditAction;
import java.util.Optional;
import java.util.UUID;

/// What was asked for, and by whom.
///
/// @param span the period it is about
/// @param dryRun whether nothing is to be changed
/// @param requestedBy the token's subject, or the job's name
/// @param requestId makes a repeat of the same order safe
public record Order(
    OperationKind kind, Span span, boolean dryRun, String requestedBy, Optional<UUID> requestId) {

  /// What is written into the audit log when it is given: nothing for what changes nothing, and for
  /// reading Azure's cost, which keeps its own history.
  public Optional<AuditAction> audited() {
    if (dryRun) {
      return Optional.empty();
    }
    return switch (kind) {
      case PURGE_USAGE -> Optional.of(AuditAction.PURGE_USAGE);
      case RESTORE_USAGE -> Optional.of(AuditAction.RESTORE_USAGE);
      case REBUILD_TOTALS -> Optional.of(AuditAction.REBUILD_TOTALS);
      case RUN_SELF_CHECK, COLLECT_AZURE_COST -> Optional.empty();
    };
  }
}
