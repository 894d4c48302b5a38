package com.totvs.billing.domain.usage;

import java.time.Instant;

/// A usage record as it is kept: when it was accepted, and who answers for it. Descriptions are the
/// newest ones known.
public record RecordedUsage(UsageRecord usage, Instant acceptedTime, Settlement settlement) {}
