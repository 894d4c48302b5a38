package com.totvs.billing.domain.purge;

import com.totvs.billing.domain.Span;

/// A period that is away: new usage of it is refused.
///
/// @param records of the period; some are online while a purge goes on or after it was cancelled
public record PurgedPeriod(Span span, PlaceCounts records) {}
