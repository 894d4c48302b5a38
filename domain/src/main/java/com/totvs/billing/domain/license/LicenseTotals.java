package com.totvs.billing.domain.license;

import java.time.Instant;
import java.util.Optional;

/// All licenses counted by state, with the time since when the oldest of those not known waits.
public record LicenseTotals(
    long known,
    long waiting,
    long setAside,
    Optional<Instant> oldestWaiting,
    Optional<Instant> oldestSetAside) {}
