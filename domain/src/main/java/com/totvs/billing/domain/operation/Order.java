package com.totvs.billing.domain.operation;

import com.totvs.billing.domain.Span;
import java.util.Optional;
import java.util.UUID;

/// What was asked for, and by whom.
///
/// @param span the period it is about
/// @param dryRun whether nothing is to be changed
/// @param requestedBy the token's subject, or the job's name
/// @param requestId makes a repeat of the same order safe
public record Order(
    OperationKind kind, Span span, boolean dryRun, String requestedBy, Optional<UUID> requestId) {}
