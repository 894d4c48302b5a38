package com.totvs.billing.application.operation;

import com.totvs.billing.domain.operation.Operation;
import java.util.UUID;

/// The right to work on an operation, until the lease ends; each step of the work begins the lease
/// anew.
///
/// @param operation as it was when it was claimed
/// @param owner tells claims apart: one that was lost to another node changes nothing any more
public record Claim(Operation operation, UUID owner) {}
