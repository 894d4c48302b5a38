package com.totvs.billing.domain.operation;

/// One thing that a self-check looked at.
///
/// @param subject what must be, such as `daily totals equal the records`
/// @param right whether it is
/// @param detail what was found and, where it is not right, what to do
public record Finding(String subject, boolean right, String detail) {}
