package com.totvs.billing.domain.audit;

import java.time.Instant;

/// Something that somebody did. Never changed.
///
/// @param number counts up; a later entry has a higher one
/// @param subject who did it: the token's subject, or the job's name
/// @param target what it was done to: a usage id, or the name of an operation
/// @param detail more about it, such as the reason or the period
public record AuditEntry(
    long number, Instant time, String subject, AuditAction action, String target, String detail) {}
