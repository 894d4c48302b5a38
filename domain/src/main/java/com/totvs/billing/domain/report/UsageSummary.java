package com.totvs.billing.domain.report;

/// One group of usage, and what it adds up to.
public record UsageSummary(UsageGroup group, UsageTotals totals) {}
