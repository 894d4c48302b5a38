package com.totvs.billing.domain.usage;

import java.time.Instant;

/// A usage record as it is kept: when it was accepted, who answers for it, where it is and whether
/// it counts. Descriptions are the newest ones known.
public record RecordedUsage(
    UsageRecord usage,
    Instant acceptedTime,
    Settlement settlement,
    Place place,
    Correction correction) {}
