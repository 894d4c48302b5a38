package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.Span;
import com.totvs.billing.domain.audit.AuditAction;
import com.totvs.billing.domain.month.CloseTerms;
import java.util.Optional;
import java.util.UUID;

/// What was asked for, and by whom.
///
/// @param span the period it is about
/// @param dryRun whether nothing is to be changed
/// @param requestedBy the token's subject, or the job's name
/// @param requestId makes a repeat of the same order safe
/// @param terms what may be overlooked when a month is closed; strict for other kinds
public record Order(
    OperationKind kind,
    Span span,
    boolean dryRun,
    String requestedBy,
    Optional<UUID> requestId,
    CloseTerms terms) {

  public Order(
      OperationKind kind, Span span, boolean dryRun, String requestedBy, Optional<UUID> requestId) {
    this(kind, span, dryRun, requestedBy, requestId, CloseTerms.STRICT);
  }

  /// What is written into the audit log when it is given: nothing for what changes nothing, and for
  /// what keeps its own history. That a month is closed is written when it is.
  public Optional<AuditAction> audited() {
    if (dryRun) {
      return Optional.empty();
    }
    return switch (kind) {
      case PURGE_USAGE -> Optional.of(AuditAction.PURGE_USAGE);
      case RESTORE_USAGE -> Optional.of(AuditAction.RESTORE_USAGE);
      case REBUILD_TOTALS -> Optional.of(AuditAction.REBUILD_TOTALS);
      case RUN_SELF_CHECK, COLLECT_AZURE_COST, ALLOCATE_COST, CLOSE_MONTH -> Optional.empty();
    };
  }
}
