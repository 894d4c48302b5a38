package com.totvs.billing.domain.audit;

import com.totvs.billing.domain.Span;
import java.util.Optional;

/// Which entries are wanted: those that fit every part that is present.
public record AuditFilter(Span span, Optional<String> subject, Optional<AuditAction> action) {}
