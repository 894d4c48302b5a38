package com.totvs.billing.domain.purge;

import java.time.YearMonth;

/// One month's part of a period that is moved.
///
/// @param moved records moved so far
/// @param total records to be moved, as counted when the work began
/// @param done whether nothing of it is left to be moved
public record MonthMove(YearMonth month, MoveMethod method, long moved, long total, boolean done) {}
