package com.totvs.billing.domain.cost;

import java.time.Instant;
import java.time.YearMonth;

/// What one or more readings in a row told of a resource group's month: all of its items at once. A
/// reading that tells something else makes another revision; earlier ones stay readable.
///
/// @param number counts up over all resource groups and months
/// @param grouping by what the items are told apart, besides their service
/// @param read when it was read first
/// @param confirmed when the same was read last
/// @param isFinal whether it was read on or after the day from which Azure's cost of a month no
///   longer changes: the month is final
public record CostRevision(
    long number,
    ResourceGroup resourceGroup,
    YearMonth month,
    CostGrouping grouping,
    Instant read,
    Instant confirmed,
    boolean isFinal,
    long items) {}
